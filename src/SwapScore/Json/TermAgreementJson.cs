using System.Text.Json.Nodes;
using SwapScore.Metrics.Aggregates;
using SwapScore.Storage;

namespace SwapScore.Json;

/// <summary>How far the metrics of an aggregate agree, as a field of a larger document.</summary>
public static class TermAgreementJson
{
    /// <summary>An object with Spearman's correlation of every metric with the others together.</summary>
    /// <param name="agreements">The metrics of one aggregate.</param>
    public static JsonObject Node(IEnumerable<TermAgreement> agreements)
    {
        ArgumentNullException.ThrowIfNull(agreements);
        return new JsonObject(agreements.Select(one => KeyValuePair.Create(one.Metric, JsonText.Number(one.Spearman))));
    }
}
