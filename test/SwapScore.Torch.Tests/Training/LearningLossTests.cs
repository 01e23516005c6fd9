using SwapScore.Networks;
using SwapScore.Randomness;
using SwapScore.Torch.Training;
using SwapScore.Weights;
using static TorchSharp.torch;

namespace SwapScore.Torch.Tests.Training;

public class LearningLossTests
{
    public LearningLossTests() => TorchLibrary.Load();

    [Theory]
    [InlineData(0, 0.4)]
    [InlineData(0.1, 0.4)]
    [InlineData(0.1, 0)]
    public void TheLossIsThatOfTheFormula(double smoothing, double auxiliaryWeight)
    {
        const int Samples = 6, Classes = 4;
        using var scope = NewDisposeScope();
        var builder = new NetworkBuilder("heads");
        var x = builder.Input(Shape.Vector(5));
        var network = builder.Build(builder.Linear(x, Classes), builder.As(NodeRole.Auxiliary).Linear(x, Classes, name: "auxiliary"));
        using var state = new NetworkState(network, Initializers.Gaussian, RandomKey.FromSeed(0), CPU);
        var pass = LearningPass.Train(state, randn([Samples, 5, 1, 1]), 0, RandomKey.FromSeed(0));
        long[] labels = [0, 3, 1, 1, 2, 0];
        var (main, total) = LearningLoss.Compute(network, pass, tensor(labels), smoothing, auxiliaryWeight);
        var expected = CrossEntropy(network.Outputs[0]);
        Assert.Equal(expected, main.item<float>(), tolerance: 1e-5);
        Assert.Equal(expected + auxiliaryWeight * CrossEntropy(network.Outputs[1]), total.item<float>(), tolerance: 1e-5);

        double CrossEntropy(Node output)
        {
            var sum = 0.0;
            foreach (var (sample, logits) in pass.Of(output).flatten(1).data<float>().ToArray().Chunk(Classes).Index())
            {
                var norm = Math.Log(logits.Sum(logit => Math.Exp(logit)));
                for (var label = 0; label < Classes; label++)
                    sum -= (smoothing / Classes + (label == labels[sample] ? 1 - smoothing : 0)) * (logits[label] - norm);
            }

            return sum / Samples;
        }
    }
}
