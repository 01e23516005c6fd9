using System.Globalization;
using System.Text.Json.Nodes;
using SwapScore.Evaluation;
using SwapScore.Metrics;
using SwapScore.Metrics.Aggregates;
using SwapScore.Storage;

namespace SwapScore.Workflows.Scoring;

/// <summary>How far a score ranks some networks by their size alone.</summary>
/// <param name="Score">The metric or aggregate.</param>
/// <param name="Metric">The size: <c>live-flops</c>, or <c>flops</c> where it is not known which parts of a network are alive.</param>
/// <param name="Spearman">Spearman's correlation of score and size over the networks that have both.</param>
internal sealed record SizeShare(string Score, string Metric, double Spearman)
{
    private const string Live = "live-flops";
    private const string All = "flops";

    /// <summary>The fewest networks: of four, one order in twelve is that of size or its reverse.</summary>
    private const int FewestNetworks = 5;

    private const double NearOne = 0.95;

    /// <summary>Whether the order is mostly that of size, or its reverse.</summary>
    public bool IsMostlySize => Math.Abs(Spearman) >= NearOne;

    /// <summary>What a user should know; null where the order is not mostly that of size.</summary>
    public string? Sentence => !IsMostlySize ? null : string.Create(
        CultureInfo.InvariantCulture,
        $"mostly size: {Score} ranks these networks {(Spearman > 0 ? "as" : "against")} {Metric} (Spearman {Spearman:0.00}); compare networks of about one size to learn more");

    /// <summary>The options with the size among the metrics; it costs next to nothing.</summary>
    public static EvaluationOptions WithSize(EvaluationOptions options) => options with { Metrics = [.. options.Metrics.Union([Live])] };

    /// <summary>The correlation; null for a score that is a size itself, for too few networks, and where one of both does not vary.</summary>
    public static SizeShare? Find(MetricExpression score, IReadOnlyList<EvaluationResult> results)
    {
        var scored = results.Where(result => result.Metrics.TryGetValue(score.Text, out var value) && !double.IsNaN(value.RankValue)).ToArray();
        if (score.Description.Needs == MetricNeeds.Structure || scored.Length < FewestNetworks) return null;
        var isLive = scored.All(result => result.Metrics.ContainsKey(Live));
        var spearman = Statistics.Correlation.ComputeSpearman(
            Array.ConvertAll(scored, result => result.Metrics[score.Text].RankValue),
            Array.ConvertAll(scored, result => isLive ? result.Metrics[Live].Mean : result.Flops));
        return double.IsNaN(spearman) ? null : new SizeShare(score.Text, isLive ? Live : All, spearman);
    }

    public JsonObject ToJson() => new()
    {
        ["metric"] = Metric,
        ["spearman"] = JsonText.Number(Spearman),
        ["mostly"] = IsMostlySize,
    };
}
