using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Statistics;
using SwapScore.Data;
using SwapScore.Networks.Operations;

namespace SwapScore.Tests.Metrics.WrCor;

public sealed class ResponseCorrelationTests
{
    private const int Samples = 6;

    [Theory]
    [InlineData("darts", "DARTS_V2")]
    [InlineData("nasbench201", "|nor_conv_3x3~0|+|nor_conv_1x1~0|avg_pool_3x3~1|+|skip_connect~0|none~1|nor_conv_3x3~2|")]
    public async Task Score_IsThatOfTheFormula(string space, string architecture)
    {
        var run = new MetricRun("wrcor-forward", space, architecture, BuiltInImages.Natural32.Resize(16).ToBatch(0, Samples));
        var (network, values) = (run.Network, run.Values()[0]);
        var sum = Matrix<double>.Build.Dense(Samples, Samples);
        foreach (var relu in network.Nodes.Where(node => node.Operation is Relu))
        {
            // Cells are numbered from 0; the stem is not one of them, and DARTS has one cell only.
            var cell = space == "darts" ? 0 : network.Blocks.Count(last => last.Index < relu.Index) - 1;
            var input = values[relu.Inputs[0].Index].Values;
            var rows = Enumerable.Range(0, Samples).Select(sample => input.Where((_, i) => i % Samples == sample).Select(value => (double)value).ToArray()).ToArray();
            var correlations = Matrix<double>.Build.Dense(Samples, Samples, (i, j) => Math.Abs(Correlation.Pearson(rows[i], rows[j])));
            if (correlations.Enumerate().All(double.IsFinite)) sum += Math.Pow(2, cell) * correlations;
        }

        Assert.Equal(Math.Log(Math.Abs(sum.Determinant())), await run.ScoreAsync(), 1e-3);
    }
}
