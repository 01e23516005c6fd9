using System.CommandLine;
using System.Text.Json.Nodes;
using SwapScore.Cli.Help;
using SwapScore.Cli.Options;
using SwapScore.Cli.Output;
using SwapScore.Cli.Shell;
using SwapScore.Torch;
using SwapScore.Values;
using SwapScore.Workflows.Scoring;
using SwapScore.Workflows.Tables;

namespace SwapScore.Cli.Commands;

/// <summary><c>swapscore metric list</c>.</summary>
internal sealed class MetricListCommand : Command, IExplained
{
    public MetricListCommand(SharedOptions shared, CommandContext context)
        : base("list", "List the metrics: direction, what they need, source, default settings")
    {
        shared.AddFormat(this);
        SetAction(parsed =>
        {
            new CommandOutput(shared, context, parsed).Results.Write(AsTable(), AsJson);
            return (int)ExitCode.Success;
        });
    }

    public IReadOnlyList<(string Line, string Meaning)> Examples => [("swapscore metric list --format md", "a table for a document")];

    private static Table AsTable() => new(
        [
            Column.Text("Metric", "metric"), Column.Text("Better", "direction"), Column.Text("Needs", "needs"),
            Column.Text("What it is", "summary"), Column.Text("Settings", "settings"), Column.Text("Source", "source"),
        ],
        [.. TorchMetrics.Catalog.Descriptions.Select(metric => (ValueList<Cell>)
            [metric.Name, MetricWords.Direction(metric), MetricWords.Needs(metric), metric.Summary, metric.Settings, metric.Source])]);

    private static JsonObject AsJson() => ResultDocument.Create("metrics", TorchMetrics.Catalog.Descriptions.Select(MetricWords.Describe));
}
