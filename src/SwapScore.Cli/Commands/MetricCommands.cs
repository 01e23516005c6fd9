namespace SwapScore.Cli.Commands;

/// <summary><c>swapscore metric</c>.</summary>
internal static class MetricCommands
{
    public static Command Create(SharedOptions shared, CommandContext context)
    {
        var space = ParsedOption.Text("--for", "SPACE", "Only metrics for networks of this space (see 'swapscore space list')");
        var name = new Argument<string>("NAME") { Description = "Name of the metric (see 'swapscore metric list')" };
        return new CommandGroup(
            "metric",
            "List and show the metrics networks can be ranked by",
            new ShortCommand(
                "list", "List the metrics: direction, what they need, source, default settings", shared, context, [space, .. shared.OfFormat],
                [("swapscore metric list --for flexibert", "the metrics of Transformers"), ("swapscore metric list --format md", "a table for a document")],
                (parsed, run) => run.Write(run.Workflows.ListMetrics(parsed.GetValue(space)))),
            new ShortCommand(
                "show", "Show one metric: what it is, which networks it is for, its settings and its source", shared, context, [name, .. shared.OfFormat],
                [("swapscore metric show swap", "the paper's score")],
                (parsed, run) => run.Write(WorkflowSessions.ShowMetric(parsed.GetRequiredValue(name)))));
    }
}
