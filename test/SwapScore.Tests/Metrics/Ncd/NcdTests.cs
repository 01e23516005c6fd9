using SwapScore.Data;
using SwapScore.Engine;
using SwapScore.Metrics.Ncd;
using SwapScore.Networks;
using SwapScore.Networks.Operations;
using SwapScore.Randomness;
using SwapScore.Weights;

namespace SwapScore.Tests.Metrics.Ncd;

public sealed class NcdTests
{
    [Fact]
    public async Task Swap_CountsThePatternsOfTheMaskedNetwork()
    {
        var run = new MetricRun("ncd-swap", "nasbench201", "|nor_conv_3x3~0|+|nor_conv_1x1~0|avg_pool_3x3~1|+|skip_connect~0|none~1|nor_conv_3x3~2|", BuiltInImages.Natural32.Resize(8).ToBatch(0, 9));
        var (network, values) = (run.Network, run.Values()[0]);
        var patterns = network.Nodes.Where(node => node.Operation is ActivationFunction { Kind: FunctionKind.Relu })
            .SelectMany(node => values[node.Index].Values.Chunk(9)).Select(neuron => string.Concat(neuron.Select(value => value > 0 ? '+' : '0'))).Distinct();
        Assert.Equal(patterns.Count(), await run.ScoreAsync());
    }

    /// <summary>Convolutions read what a mask of their own leaves, and every value of a sample is normalized with all others.</summary>
    [Fact]
    public void Create_MasksInputsOfConvolutionsAndNormalizesSamples()
    {
        var builder = new NetworkBuilder("net");
        var x = builder.Input(new Shape(3, 6, 6));
        var (first, second) = (builder.Convolution(x, 4, 3, padding: 1), builder.Convolution(x, 4, 1));
        var sum = builder.Sum([first, second]);
        var network = MaskedNetwork.Create(builder.Build(builder.Relu(builder.BatchNormalization(sum))), 0.75f);
        var batch = Noise.ToBatch(x.Shape, 5, 1);
        var values = ReferenceExecutor.Run(network, batch, GaussianInitializer.Instance, RandomKey.FromSeed(1));

        var masks = network.Nodes.Where(node => node.Operation is Dropout).Select(node => values[node.Index].Values).ToArray();
        Assert.Equal(2, masks.Length);
        Assert.NotEqual(masks[0], masks[1]);
        Assert.All(masks, mask => Assert.InRange(mask.Count(value => value != 0) / (double)mask.Length, 0.2, 0.3));

        var before = values[network.Nodes.Single(node => node.Operation is Add).Index].Values;
        var after = values[network.Outputs[0].Inputs[0].Index].Values;
        for (var sample = 0; sample < 5; sample++)
        {
            var own = before.Where((_, i) => i % 5 == sample).Select(value => (double)value).ToArray();
            var (mean, variance) = (own.Average(), own.Average(value => value * value) - own.Average() * own.Average());
            Assert.All(own.Zip(after.Where((_, i) => i % 5 == sample)), pair => Assert.Equal((pair.First - mean) / Math.Sqrt(variance + 1e-5), pair.Second, 1e-4));
        }
    }

    [Fact]
    public void Create_SharedWeights_StayShared()
    {
        var builder = new NetworkBuilder("net");
        var first = builder.Convolution(builder.Input(new Shape(3, 6, 6)), 3, 3, padding: 1);
        var network = MaskedNetwork.Create(builder.Build(builder.Add(first.Operation, [first], sharesWith: first)), 0.5f);
        Assert.Single(network.Nodes.Where(node => node.Operation is Convolution).Select(node => node.WeightOwner).Distinct());
    }
}
