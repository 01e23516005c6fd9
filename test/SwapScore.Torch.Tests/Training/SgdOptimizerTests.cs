using SwapScore.Torch.Training;
using static TorchSharp.torch;

namespace SwapScore.Torch.Tests.Training;

public class SgdOptimizerTests
{
    public SgdOptimizerTests() => TorchLibrary.Load();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void TwoStepsAreThoseOfTheFormula(bool isNesterov)
    {
        const double Momentum = 0.9, Decay = 0.01, Rate = 0.1, Clipping = 1;
        using var scope = NewDisposeScope();
        var parameter = tensor(new[] { 1.0, -2.0 });
        double[] expected = [1, -2], velocity = [0, 0];
        double[][] gradients = [[3, 4], [0.3, -0.4]];
        using var optimizer = new SgdOptimizer([parameter], Momentum, Decay, isNesterov);
        foreach (var gradient in gradients)
        {
            optimizer.Step([tensor(gradient)], Rate, Clipping);
            var factor = Math.Min(1, Clipping / (Math.Sqrt(gradient[0] * gradient[0] + gradient[1] * gradient[1]) + 1e-6));
            for (var i = 0; i < 2; i++)
            {
                var clipped = factor * gradient[i] + Decay * expected[i];
                velocity[i] = Momentum * velocity[i] + clipped;
                expected[i] -= Rate * (isNesterov ? clipped + Momentum * velocity[i] : velocity[i]);
            }
        }

        for (var i = 0; i < 2; i++)
            Assert.Equal(expected[i], parameter.data<double>()[i], tolerance: 1e-12);
    }

    [Fact]
    public void AParameterWithoutGradientStays()
    {
        using var scope = NewDisposeScope();
        var parameter = tensor(new[] { 1.0 });
        using var optimizer = new SgdOptimizer([parameter], 0.9, 0.01, isNesterov: false);
        optimizer.Step([null], 0.1, clipping: 5);
        Assert.Equal(1.0, parameter.item<double>());
        Assert.Null(optimizer.State[SgdOptimizer.Velocity][0]);
    }
}
