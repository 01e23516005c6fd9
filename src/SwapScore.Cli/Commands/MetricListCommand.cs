using System.CommandLine;
using System.Text.Json.Nodes;
using SwapScore.Cli.Help;
using SwapScore.Cli.Options;
using SwapScore.Cli.Output;
using SwapScore.Cli.Shell;
using SwapScore.Metrics;
using SwapScore.Spaces;
using SwapScore.Torch;
using SwapScore.Values;
using SwapScore.Workflows.Scoring;
using SwapScore.Workflows.Tables;

namespace SwapScore.Cli.Commands;

/// <summary><c>swapscore metric list</c>.</summary>
internal sealed class MetricListCommand : Command, IExplained
{
    private readonly Option<string?> _for = new("--for") { Description = "Only metrics for networks of this space (see 'swapscore space list')", HelpName = "SPACE" };

    public MetricListCommand(SharedOptions shared, CommandContext context)
        : base("list", "List the metrics: direction, what they need, source, default settings")
    {
        Add(_for);
        shared.AddFormat(this);
        SetAction(parsed =>
        {
            var metrics = Suited(parsed.GetValue(_for), context.Workflows.Spaces);
            new CommandOutput(shared, context, parsed).Results.Write(AsTable(metrics), () => AsJson(metrics));
            return (int)ExitCode.Success;
        });
    }

    public IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("swapscore metric list --for flexibert", "the metrics of Transformers"),
        ("swapscore metric list --format md", "a table for a document"),
    ];

    private static List<MetricDescription> Suited(string? space, IReadOnlyList<ISearchSpace> spaces)
    {
        if (space is null) return [.. TorchMetrics.Catalog.Descriptions];
        var isText = SearchSpaces.Find(space, spaces).Tasks[0].Preparation == ImagePreparation.Tokens;
        return [.. TorchMetrics.Catalog.Expand([MetricCatalog.Every], isText).Select(name => TorchMetrics.Catalog.Find(name)!)];
    }

    private static Table AsTable(IEnumerable<MetricDescription> metrics) => new(
        [
            Column.Text("Metric", "metric"), Column.Text("Better", "direction"), Column.Text("Needs", "needs"),
            Column.Text("What it is", "summary"), Column.Text("Settings", "settings"), Column.Text("Source", "source"),
        ],
        [.. metrics.Select(metric => (ValueList<Cell>)
            [metric.Name, MetricWords.Direction(metric), MetricWords.Needs(metric), metric.Summary, metric.Settings, metric.Source])]);

    private static JsonObject AsJson(IEnumerable<MetricDescription> metrics) => ResultDocument.Create("metrics", metrics.Select(MetricWords.Describe));
}
