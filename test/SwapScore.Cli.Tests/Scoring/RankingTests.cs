using SwapScore.Evaluation;
using SwapScore.Metrics;
using SwapScore.Metrics.Aggregates;
using SwapScore.Workflows.Scoring;

namespace SwapScore.Cli.Tests.Scoring;

public sealed class RankingTests
{
    /// <summary>Infinity says that something went wrong in a network, whichever end of the metric is better.</summary>
    [Theory]
    [InlineData("swap", "2", "1", "0", "3", "4")]
    [InlineData("ntk", "1", "2", "0", "3", "4")]
    public void Ranked_ScoresThatAreNotFinite_ComeLast(string metric, params string[] order)
    {
        double[] scores = [double.PositiveInfinity, 1, 2, double.NegativeInfinity, double.NaN];
        EvaluationResult[] results =
        [
            .. scores.Select((score, i) => new EvaluationResult
            {
                Request = new EvaluationRequest("toys", $"{i}", new EvaluationOptions { Metrics = [metric] }, "b"),
                Metrics = new Dictionary<string, MetricScore> { [metric] = new([score]) },
            }),
        ];
        var ranking = new Ranking(
            [MetricExpression.Parse(metric, MetricCatalog.Standard)], [metric], [.. results.Select(result => new NetworkEntry(1, null, result.Request.Architecture))], results);
        Assert.Equal(order, ranking.Ranked.Select(pair => pair.Entry.Text));
    }
}
