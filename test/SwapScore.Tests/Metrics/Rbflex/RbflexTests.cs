using MathNet.Numerics.LinearAlgebra;
using SwapScore.Data;
using SwapScore.Metrics.Rbflex;
using SwapScore.Networks.Operations;

namespace SwapScore.Tests.Metrics.Rbflex;

public sealed class RbflexTests
{
    /// <summary>The kernels as they are published, entry by entry, and their determinants.</summary>
    [Theory]
    [InlineData("darts", "DARTS_V2")]
    [InlineData("nasbench201", "|nor_conv_3x3~0|+|nor_conv_1x1~0|avg_pool_3x3~1|+|skip_connect~0|none~1|nor_conv_3x3~2|")]
    public async Task Score_IsThatOfTheFormula(string space, string architecture)
    {
        var run = new MetricRun("rbflex", space, architecture, BuiltInImages.Natural32.Resize(16).ToBatch(0, 5));
        var (network, passes) = (run.Network, run.Values());
        Assert.Equal(3, passes.Length);
        var relus = network.Nodes.Where(node => node.Operation is ActivationFunction { Kind: FunctionKind.Relu }).ToList();
        var outputs = passes.Select(values => relus.SelectMany(node => values[node.Index].Values).Select(value => (double)value).ToArray()).ToArray();
        var features = passes.Select(values => values[network.Outputs[0].Inputs[0].Index].Values.Select(value => (double)value).ToArray()).ToArray();
        Assert.Equal(3 * (LogDeterminant(outputs, 2.68690173088039e-12) + LogDeterminant(features, 1.02460061284506e-11)), await run.ScoreAsync(), 1e-3);
    }

    /// <summary>Kernels far from 1, where the plain determinant is exact; a neuron that does not vary adds nothing.</summary>
    [Fact]
    public void LogDeterminant_LargeGamma_IsThatOfTheKernel()
    {
        double[][] samples = [[0, 3, 1, 7], [2, 3, 5, 1], [9, 3, 2, 2], [4, 3, 4, 4]];
        foreach (var gamma in (double[])[0.05, 0.4, 3])
        {
            var spread = new SampleSpread();
            foreach (var (sample, values) in samples.Index())
            {
                spread.Add(sample, [.. values.Take(2).Select(value => (float)value)], 1);
                spread.Add(sample, [.. values.Skip(2).Select(value => (float)value)], 2);
            }

            var twice = samples.Select(values => values.Concat(values.Skip(2)).ToArray()).ToArray();
            Assert.Equal(LogDeterminant(twice, gamma), spread.LogDeterminant(gamma), 1e-12);
        }
    }

    /// <summary>Cells of pooling alone have no ReLU.</summary>
    [Fact]
    public void LogDeterminant_WithoutValues_IsMinusInfinity() => Assert.Equal(double.NegativeInfinity, new SampleSpread().LogDeterminant(1));

    private static double LogDeterminant(double[][] samples, double gamma)
    {
        var scaled = samples.Select(_ => new double[samples[0].Length]).ToArray();
        for (var neuron = 0; neuron < samples[0].Length; neuron++)
        {
            var (least, most) = (samples.Min(values => values[neuron]), samples.Max(values => values[neuron]));
            for (var sample = 0; sample < samples.Length; sample++)
                scaled[sample][neuron] = most > least ? (samples[sample][neuron] - least) / (most - least) : 0;
        }

        return Math.Log(Matrix<double>.Build.Dense(samples.Length, samples.Length, (i, j) =>
            Math.Exp(-gamma * scaled[i].Zip(scaled[j]).Sum(pair => (pair.First - pair.Second) * (pair.First - pair.Second)))).Determinant());
    }
}
