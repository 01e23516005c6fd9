using SwapScore.Evaluation;
using SwapScore.Metrics;
using SwapScore.Metrics.Aggregates;
using SwapScore.Workflows.Scoring;

namespace SwapScore.Cli.Tests.Scoring;

public sealed class AggregateErrorsTests
{
    private static readonly double[] Swap = [3, 5, 4, 8];
    private static readonly double[] Nwot = [2, 1, 4, 3];

    /// <summary>The jackknife as the textbook writes it: √((n − 1)/n · Σ (θ₋ᵣ − θ̄₋)²), with θ the product of powers of means.</summary>
    [Fact]
    public void Product_StandardError_IsTheJackknifes()
    {
        var values = Errors("product(swap,nwot^2,depth)", (Swap, Nwot))[0]!;
        double[] without = [.. Enumerable.Range(0, 4).Select(left => Mean(Swap, left) * Math.Pow(Mean(Nwot, left), 2) * 7)];
        var mean = without.Average();
        Assert.Equal(Math.Sqrt(3.0 / 4 * without.Sum(one => (one - mean) * (one - mean))), values.StandardError, 9);
        Assert.Equal(5 * Math.Pow(2.5, 2) * 7, values.Mean, 9);
    }

    /// <summary>Where one network is above the other without any one repeat too, their ranks have no error.</summary>
    [Fact]
    public void Rank_OrderThatNoRepeatChanges_HasNoError()
    {
        var values = Errors("rank(swap,depth)", (Swap, Nwot), (Array.ConvertAll(Swap, value => value + 20), Nwot));
        Assert.All(values, one => Assert.Equal(0, one!.StandardError));
    }

    [Fact]
    public void Rank_OrderThatOneRepeatChanges_HasOne()
    {
        var values = Errors("rank(swap,depth)", (Swap, Nwot), ([4, 6, 5, 4], Nwot));
        Assert.All(values, one => Assert.True(one!.StandardError > 0));
    }

    [Fact]
    public void Find_MetricsWithoutRepeats_HaveNone() => Assert.Null(Errors("rank(depth,swap)", ([3], [3]))[0]);

    private static double Mean(double[] values, int left) => values.Where((_, i) => i != left).Average();

    private static MetricScore?[] Errors(string text, params (double[] Swap, double[] Nwot)[] networks)
    {
        var aggregate = MetricExpression.Parse(text, MetricCatalog.Standard);
        var results = ((EvaluationResult[])[.. networks.Select((network, i) => new EvaluationResult
        {
            Request = new EvaluationRequest("toys", $"{i}", new EvaluationOptions(), "b"),
            Metrics = new Dictionary<string, MetricScore> { ["swap"] = new([.. network.Swap]), ["nwot"] = new([.. network.Nwot]), ["depth"] = new([7]) },
        })]).WithAggregates([aggregate]);
        var errors = AggregateErrors.Find([aggregate], results);
        return [.. results.Select(result => errors.Of(text, result))];
    }
}
