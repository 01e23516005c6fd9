using SwapScore.Networks;
using SwapScore.Networks.Operations;
using SwapScore.Randomness;
using SwapScore.Torch.Running;
using SwapScore.Torch.Training;
using SwapScore.Weights;
using static TorchSharp.torch;

namespace SwapScore.Torch.Tests.Training;

public class LearningPassTests
{
    private const double Tolerance = 1e-5;
    private static readonly Shape Shape = new(2, 3, 3);

    public LearningPassTests() => TorchLibrary.Load();

    [Fact]
    public void DropPathLeavesOutWholeSamplesAndScalesTheOthers()
    {
        const double Rate = 0.25;
        const int Samples = 4000;
        using var scope = NewDisposeScope();
        var builder = new NetworkBuilder("paths");
        var x = builder.Input(Shape);
        var network = builder.Build(builder.Sum([x, builder.DropPath(x), builder.DropPath(x)]));
        using var state = State(network);
        var output = LearningPass.Train(state, ones([Samples, 2, 3, 3]), Rate, RandomKey.FromSeed(0)).Of(network.Outputs[0]);
        var values = output.flatten(1).data<float>().ToArray();
        var perSample = values.Chunk((int)Shape.Count).ToList();

        // Each path is 0 or 4/3; the two are independent.
        Assert.All(perSample, sample => Assert.All(sample, value => Assert.Equal(sample[0], value)));
        var paths = perSample.ConvertAll(sample => (sample[0] - 1) * (1 - Rate));
        Assert.All(paths, kept => Assert.Equal(Math.Round(kept), kept, Tolerance));

        // Four standard deviations of a binomial count.
        int Count(int kept) => paths.Count(path => Math.Round(path) == kept);
        foreach (var (kept, share) in new[] { (0, Rate * Rate), (1, 2 * Rate * (1 - Rate)), (2, (1 - Rate) * (1 - Rate)) })
            Assert.InRange(Count(kept), Samples * share - 4 * Math.Sqrt(Samples * share * (1 - share)), Samples * share + 4 * Math.Sqrt(Samples * share * (1 - share)));
    }

    [Fact]
    public void WithoutARateAndInUseNothingIsLeftOut()
    {
        using var scope = NewDisposeScope();
        var builder = new NetworkBuilder("paths");
        var network = builder.Build(builder.DropPath(builder.Input(Shape)));
        using var state = State(network);
        var x = randn([5, 2, 3, 3]);
        foreach (var pass in (TorchPass[])[LearningPass.Train(state, x, 0, RandomKey.FromSeed(0)), LearningPass.Evaluate(state, x)])
            Assert.Equal(x.data<float>().ToArray(), pass.Of(network.Outputs[0]).data<float>().ToArray());
    }

    [Fact]
    public void RunningStatisticsFollowTheBatchesAndAreWhatTheNetworkInUseHas()
    {
        using var scope = NewDisposeScope();
        var builder = new NetworkBuilder("normalization");
        var network = builder.Build(builder.BatchNormalization(builder.Input(Shape)));
        using var state = State(network);
        var node = network.Nodes.Single(node => node.Operation is BatchNormalization);
        double[] mean = [0, 0], variance = [1, 1];
        for (var step = 0; step < 3; step++)
        {
            var values = new float[4 * Shape.Count];
            RandomKey.FromSeed(step).FillNormal(values);
            LearningPass.Train(state, tensor(values, [4, 2, 3, 3]), 0, RandomKey.FromSeed(step));
            for (var channel = 0; channel < 2; channel++)
            {
                var own = values.Where((_, i) => i / 9 % 2 == channel).Select(value => (double)value).ToList();
                var average = own.Average();
                mean[channel] = 0.9 * mean[channel] + 0.1 * average;
                variance[channel] = 0.9 * variance[channel] + 0.1 * own.Sum(value => (value - average) * (value - average)) / (own.Count - 1);
            }
        }

        var used = LearningPass.Evaluate(state, ones([1, 2, 3, 3]).Times(0.5)).Of(node).data<float>().ToArray();
        for (var channel = 0; channel < 2; channel++)
        {
            Assert.Equal(mean[channel], state.Statistics(node).Mean.data<float>()[channel], Tolerance);
            Assert.Equal(variance[channel], state.Statistics(node).Variance.data<float>()[channel], Tolerance);
            Assert.Equal((0.5 - mean[channel]) / Math.Sqrt(variance[channel] + 1e-5), used[9 * channel], Tolerance);
        }
    }

    [Fact]
    public void BFloat16RoundsTheNetworkAndKeepsTheGradientsInSinglePrecision()
    {
        using var scope = NewDisposeScope();
        var builder = new NetworkBuilder("half");
        var x = builder.Relu(builder.BatchNormalization(builder.Convolution(builder.Input(new Shape(3, 8, 8)), 5, 3, padding: 1)));
        x = builder.Sum([x, builder.Convolution(x, 5, 3, padding: 1, groups: 5), builder.MaxPooling(x, 3, 1, padding: 1), builder.AveragePooling(x, 3, 1, padding: 1)]);
        var network = builder.Build(builder.Linear(builder.GlobalAveragePooling(x), 4));
        using var state = State(network);
        var values = new float[6 * 3 * 8 * 8];
        RandomKey.FromSeed(1).FillNormal(values);
        var (input, labels) = (tensor(values, [6, 3, 8, 8]), tensor(new long[] { 0, 1, 2, 3, 0, 1 }));
        var parameters = state.Parameters.Select(parameter => parameter.Values).ToArray();
        var passes = ((bool[])[false, true]).Select(isHalf => LearningPass.Train(state, input, 0, RandomKey.FromSeed(0), isHalf: isHalf)).ToArray();
        var gradients = passes.Select(pass => autograd.grad([LearningLoss.Compute(network, pass, labels, 0, 0).Total], parameters)).ToArray();
        Assert.Equal(ScalarType.BFloat16, passes[1].Output.dtype);
        Assert.All(gradients[1], gradient => Assert.Equal(ScalarType.Float32, gradient.dtype));

        // Eight bits of mantissa: some per cent per layer, and not nothing.
        foreach (var (exact, rounded) in gradients[0].Zip(gradients[1]))
            Assert.InRange((exact - rounded).norm().item<float>(), 0, 0.3f * exact.norm().item<float>() + 1e-3f);
        Assert.NotEqual(passes[0].Output.data<float>().ToArray(), passes[1].Output.to(ScalarType.Float32).data<float>().ToArray());
    }

    [Theory]
    [InlineData(1, 1, 0)]
    [InlineData(3, 2, 1)]
    [InlineData(5, 3, 0)]
    public void TheProductOfMatricesIsTheConvolutionOfTheImage(int kernel, int stride, int padding)
    {
        using var scope = NewDisposeScope();
        var builder = new NetworkBuilder("stem");
        var node = builder.Convolution(builder.Input(new Shape(3, 8, 7)), 5, kernel, stride, padding, bias: true);
        var (x, weight, bias) = (randn([2, 3, 8, 7], ScalarType.Float64), randn([5, 3, kernel, kernel], ScalarType.Float64), randn([5], ScalarType.Float64));
        var expected = nn.functional.conv2d(x, weight, bias, [stride, stride], [padding, padding]);
        Assert.True(ConvolutionChoice.Multiply(node, x, weight, bias).allclose(expected, rtol: 1e-10, atol: 1e-10));
    }

    private static NetworkState State(Network network) => new(network, Initializers.Find("fan-in-uniform"), RandomKey.FromSeed(0), CPU);
}
