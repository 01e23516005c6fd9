using SwapScore.Json;
using SwapScore.Metrics;
using SwapScore.Spaces;
using SwapScore.Values;
using SwapScore.Workflows.Scoring;
using SwapScore.Workflows.Sessions;
using SwapScore.Workflows.Tables;

namespace SwapScore.Workflows.Listings;

/// <summary>Metrics: all of them, those for a space, and one of them.</summary>
internal static class MetricListings
{
    public static Listing All(ISearchSpace? space)
    {
        var catalog = MetricCatalog.Standard;
        IReadOnlyList<MetricDescription> metrics = space is null
            ? [.. catalog.Descriptions]
            : [.. catalog.Expand([MetricCatalog.Every], isText: space.Tasks[0].Preparation == ImagePreparation.Tokens).Select(name => catalog.Find(name)!)];
        return new Listing(
            new Table(
                [
                    Column.Text("Metric", "metric"), Column.Text("Better", "direction"), Column.Text("Needs", "needs"),
                    Column.Text("What it is", "summary"), Column.Text("Settings", "settings"), Column.Text("Source", "source"),
                ],
                [.. metrics.Select(metric => (ValueList<Cell>)
                    [metric.Name, MetricWords.Direction(metric), MetricWords.Needs(metric), metric.Summary, metric.Settings, metric.Source])]),
            ResultDocument.Create("metrics", metrics.Select(EvaluationJson.Node)));
    }

    /// <exception cref="UsageException">There is no such metric.</exception>
    public static Listing One(string name)
    {
        var metric = MetricCatalog.Standard.Find(name) ?? throw new UsageException(MetricCatalog.Standard.Unknown(name));
        KeyValuePair<string, string>[] facts =
        [
            new("metric", metric.Name),
            new("what it is", metric.Summary),
            new("better", MetricWords.Direction(metric)),
            new("needs", MetricWords.Needs(metric)),
            new("networks", Networks(metric.Scope)),
            new("settings", metric.Settings),
            new("source", metric.Source),
            new("formula", "docs/reference/metrics.md"),
        ];
        var document = EvaluationJson.Node(metric);
        document.Insert(0, "schemaVersion", ResultDocument.SchemaVersion);
        document["networks"] = Networks(metric.Scope);
        return new Listing(Table.FromFacts(facts.Where(fact => fact.Value.Length > 0)), document);
    }

    private static string Networks(MetricScope scope) => scope switch
    {
        MetricScope.Images => "of images",
        MetricScope.Labels => "of images, with labels of the samples",
        MetricScope.Texts => "of texts (Transformers)",
        _ => "all",
    };
}
