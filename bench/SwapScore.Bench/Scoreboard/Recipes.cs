using SwapScore.Evaluation;
using SwapScore.Metrics;
using SwapScore.Metrics.Aggregates;
using SwapScore.Studies;

namespace SwapScore.Bench.Scoreboard;

/// <summary>The fixed aggregates of the scoreboard: one for networks of images and one for Transformers, chosen by <see cref="RecipeBench"/>.</summary>
internal static class Recipes
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<MetricExpression> All { get; } = [Parse("rank(swap-plus,rarefied-swap-8^0.5)"), Parse("rank(swap-plus,depth)")];

    /// <summary>Rows with the scores of the aggregates whose metrics all of them have, too: their ranks are those among these rows.</summary>
    /// <param name="rows">The rows with the scores of the metrics.</param>
    public static IReadOnlyList<(StudyEntry Entry, EvaluationResult Result)> AddTo(IReadOnlyList<(StudyEntry Entry, EvaluationResult Result)> rows)
    {
        var recipes = All.Where(recipe => recipe.Metrics.All(metric => rows.All(row => row.Result.Metrics.ContainsKey(metric))));
        return [.. rows.Zip(rows.Select(row => row.Result).ToList().WithAggregates(recipes), (row, result) => (row.Entry, result))];
    }

    private static MetricExpression Parse(string text) => MetricExpression.Parse(text, MetricCatalog.Standard);
}
