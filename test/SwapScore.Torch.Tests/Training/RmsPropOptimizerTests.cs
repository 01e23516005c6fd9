using SwapScore.Torch.Training;
using static TorchSharp.torch;

namespace SwapScore.Torch.Tests.Training;

public class RmsPropOptimizerTests
{
    public RmsPropOptimizerTests() => TorchLibrary.Load();

    [Fact]
    public void ThreeStepsAreThoseOfTensorFlow()
    {
        const double Momentum = 0.9, Decay = 0.01, Rate = 0.2;
        using var scope = NewDisposeScope();
        var parameter = tensor(new[] { 1.0, -2.0 });
        double[] expected = [1, -2], square = [1, 1], velocity = [0, 0];
        double[][] gradients = [[3, 4], [0.3, -0.4], [-1, 2]];
        using var optimizer = new RmsPropOptimizer([parameter], Momentum, Decay);
        foreach (var gradient in gradients)
        {
            optimizer.Step([tensor(gradient)], Rate);
            for (var i = 0; i < 2; i++)
            {
                // tf.train.RMSPropOptimizer with decay 0.9 and epsilon 1, whose means of squares begin at 1; the decay of weights is part of the loss.
                var all = gradient[i] + Decay * expected[i];
                square[i] += (all * all - square[i]) * (1 - 0.9);
                velocity[i] = Momentum * velocity[i] + Rate * all / Math.Sqrt(square[i] + 1);
                expected[i] -= velocity[i];
            }
        }

        for (var i = 0; i < 2; i++)
            Assert.Equal(expected[i], parameter.data<double>()[i], tolerance: 1e-12);
    }

    [Fact]
    public void AnotherOneGoesOnWithItsState()
    {
        using var scope = NewDisposeScope();
        var (one, other) = (tensor(new[] { 1.0 }), tensor(new[] { 1.0 }));
        using var first = new RmsPropOptimizer([one], 0.9, 0);
        first.Step([tensor(new[] { 2.0 })], 0.1);
        other.copy_(one);
        using var second = new RmsPropOptimizer([other], 0.9, 0);
        foreach (var (name, kept) in first.State) second.Restore(name, [kept[0]!.clone()]);
        first.Step([tensor(new[] { -1.0 })], 0.1);
        second.Step([tensor(new[] { -1.0 })], 0.1);
        Assert.Equal(one.item<double>(), other.item<double>());
        Assert.Equal(["square", "velocity"], first.State.Keys);
    }
}
