using MathNet.Numerics.LinearAlgebra;
using SwapScore.Data.Text;
using SwapScore.Networks;

namespace SwapScore.Tests.Metrics.WPca;

public sealed class ComponentTests
{
    /// <summary>Components are counted of the first map of every feed-forward part, however many it has.</summary>
    [Fact]
    public async Task Score_IsThatOfTheFormula()
    {
        var texts = TokenBatch.Create([.. Enumerable.Range(0, 9).Select(text => Enumerable.Range(0, 1 + text % 5).Select(token => 5 + 7 * text + 3 * token).ToArray())], 5, 200, "test");
        var run = new MetricRun("w-pca", "flexibert", "h128 sdp-2-512x3 dct-2-512x1", texts);
        var (network, values) = (run.Network, run.Values()[0]);
        var first = network.Nodes.Where(node => node.Role == NodeRole.FeedForward && node.Name.EndsWith("feed0", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, first.Count);
        var components = first.Sum(node => Components(values[node.Index].Values, node.Shape.Channels));
        Assert.InRange(components, 2, 90);
        Assert.Equal((double)components * network.Parameters, await run.ScoreAsync());
    }

    /// <summary>How many of the largest variances exceed 99 % of all.</summary>
    private static int Components(float[] values, int features)
    {
        var tokens = values.Length / features;
        var matrix = Matrix<double>.Build.Dense(tokens, features, (token, feature) => values[feature * tokens + token]);
        var means = matrix.ColumnSums() / tokens;
        var centered = Matrix<double>.Build.Dense(tokens, features, (token, feature) => matrix[token, feature] - means[feature]);
        var variances = centered.Svd(computeVectors: false).S.Select(value => value * value).ToArray();
        return 1 + Enumerable.Range(1, variances.Length).TakeWhile(count => variances.Take(count).Sum() / variances.Sum() <= 0.99).Count();
    }
}
