using System.Text.Json.Nodes;
using SwapScore.Json;
using SwapScore.Metrics;
using SwapScore.Storage;

namespace SwapScore.Studies;

/// <summary>A <see cref="StudyReport"/> as one JSON document.</summary>
internal static class StudyReportJson
{
    /// <summary>The report as JSON.</summary>
    /// <param name="report">The report.</param>
    public static JsonObject ToJson(StudyReport report)
    {
        var definition = report.Definition;
        var json = new JsonObject
        {
            ["schemaVersion"] = JsonText.SchemaVersion,
            ["version"] = definition.Version,
            ["study"] = definition.Study,
            ["space"] = definition.Space,
            ["task"] = definition.Task,
            ["options"] = EvaluationJson.Node(definition.Options),
            ["batch"] = EvaluationJson.BatchNode(definition.BatchSize, definition.BatchFingerprint),
            ["architectures"] = report.Architectures,
            ["truthFingerprint"] = definition.TruthFingerprint,
            ["metrics"] = new JsonObject(report.Correlations.Select(one => KeyValuePair.Create(one.Metric.Name, (JsonNode?)ToJson(one, report.Choice[one.Metric.Name])))),
            ["comparisons"] = new JsonArray([.. report.Comparisons.Select(ToJson)]),
            ["failures"] = new JsonArray([.. report.Failures.Select(failure => new JsonObject
            {
                ["row"] = failure.Row,
                ["architecture"] = failure.Architecture,
                ["failure"] = failure.Reason,
            })]),
            ["cutOff"] = new JsonArray([.. report.CutOff.Select(row => (JsonNode)row)]),
            ["seconds"] = new JsonObject
            {
                ["total"] = Milliseconds(report.TotalSeconds),
                ["build"] = Milliseconds(report.Seconds.Build),
                ["initialize"] = Milliseconds(report.Seconds.Initialize),
                ["forward"] = Milliseconds(report.Seconds.Forward),
                ["observe"] = Milliseconds(report.Seconds.Observe),
                ["statistics"] = Milliseconds(report.StatisticsSeconds),
            },
        };
        if (report.Agreements.Count > 0)
            json["agreements"] = new JsonObject(report.Agreements.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)EvaluationJson.Node(pair.Value))));
        return json;
    }

    /// <summary>What does not depend on the machine, nor on how often the run was interrupted.</summary>
    public static JsonObject WithoutSeconds(StudyReport report)
    {
        var document = ToJson(report);
        document.Remove("seconds");
        return document;
    }

    private static JsonObject ToJson(MetricCorrelation one, IEnumerable<ChoiceEstimate> choice) => new()
    {
        ["spearman"] = JsonText.Number(one.Correlation.Spearman),
        ["spearmanLow"] = JsonText.Number(one.Correlation.SpearmanInterval.Low),
        ["spearmanHigh"] = JsonText.Number(one.Correlation.SpearmanInterval.High),
        ["singleRepeat"] = one.SingleRepeat is { } single
            ? new JsonObject { ["spearman"] = JsonText.Number(single.Mean), ["standardError"] = JsonText.Number(single.StandardError) }
            : null,
        ["kendall"] = JsonText.Number(one.Correlation.Kendall),
        ["pearson"] = JsonText.Number(one.Correlation.Pearson),
        ["architectures"] = one.Correlation.Count,
        ["direction"] = one.Metric.Direction == MetricDirection.HigherIsBetter ? "higher" : "lower",
        ["baseline"] = one.IsBaseline,
        ["choice"] = new JsonObject(choice.Select(estimate => KeyValuePair.Create(estimate.Name, (JsonNode?)ToJson(estimate)))),
    };

    private static JsonObject ToJson(ChoiceEstimate estimate)
    {
        var json = new JsonObject { ["value"] = JsonText.Number(estimate.Value) };
        if (estimate.Interval is { } interval) (json["low"], json["high"]) = (JsonText.Number(interval.Low), JsonText.Number(interval.High));
        return json;
    }

    private static JsonObject ToJson(StudyComparison one) => new()
    {
        ["first"] = one.First,
        ["second"] = one.Second,
        ["rows"] = one.Rows,
        ["difference"] = JsonText.Number(one.Difference),
        ["low"] = JsonText.Number(one.Interval.Low),
        ["high"] = JsonText.Number(one.Interval.High),
        ["p"] = JsonText.Number(one.PValue),
    };

    private static double Milliseconds(double seconds) => Math.Round(seconds, 3);
}
