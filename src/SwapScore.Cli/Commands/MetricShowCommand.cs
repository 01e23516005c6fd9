using System.CommandLine;
using System.Text.Json.Nodes;
using SwapScore.Cli.Help;
using SwapScore.Cli.Options;
using SwapScore.Cli.Output;
using SwapScore.Cli.Shell;
using SwapScore.Metrics;
using SwapScore.Torch;
using SwapScore.Workflows.Scoring;
using SwapScore.Workflows.Tables;

namespace SwapScore.Cli.Commands;

/// <summary><c>swapscore metric show NAME</c>.</summary>
internal sealed class MetricShowCommand : Command, IExplained
{
    private readonly Argument<string> _name = new("NAME") { Description = "Name of the metric (see 'swapscore metric list')" };

    public MetricShowCommand(SharedOptions shared, CommandContext context)
        : base("show", "Show one metric: what it is, which networks it is for, its settings and its source")
    {
        Add(_name);
        shared.AddFormat(this);
        SetAction(parsed =>
        {
            var name = parsed.GetRequiredValue(_name);
            var metric = TorchMetrics.Catalog.Find(name) ?? throw new UsageException(TorchMetrics.Catalog.Unknown(name));
            new CommandOutput(shared, context, parsed).Results.Write(Table.FromFacts(Facts(metric)), () => AsJson(metric));
            return (int)ExitCode.Success;
        });
    }

    public IReadOnlyList<(string Line, string Meaning)> Examples => [("swapscore metric show swap", "the paper's score")];

    private static IEnumerable<KeyValuePair<string, string>> Facts(MetricDescription metric) =>
        ((IEnumerable<KeyValuePair<string, string>>)
        [
            new("metric", metric.Name),
            new("what it is", metric.Summary),
            new("better", MetricWords.Direction(metric)),
            new("needs", MetricWords.Needs(metric)),
            new("networks", Networks(metric.Scope)),
            new("settings", metric.Settings),
            new("source", metric.Source),
            new("formula", "docs/reference/metrics.md"),
        ]).Where(fact => fact.Value.Length > 0);

    private static string Networks(MetricScope scope) => scope switch
    {
        MetricScope.Images => "of images",
        MetricScope.Labels => "of images, with labels of the samples",
        MetricScope.Texts => "of texts (Transformers)",
        _ => "all",
    };

    private static JsonObject AsJson(MetricDescription metric)
    {
        var document = MetricWords.Describe(metric);
        document.Insert(0, "schemaVersion", ResultDocument.SchemaVersion);
        document["networks"] = Networks(metric.Scope);
        return document;
    }
}
