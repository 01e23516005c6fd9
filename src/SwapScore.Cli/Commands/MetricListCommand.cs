namespace SwapScore.Cli.Commands;

/// <summary><c>swapscore metric list</c>.</summary>
internal sealed class MetricListCommand : ProductCommand
{
    private readonly Option<string?> _for = ParsedOption.Text(
        "--for", "SPACE", "Only metrics for networks of this space (see 'swapscore space list')");

    public MetricListCommand(SharedOptions shared, CommandContext context)
        : base("list", "List the metrics: direction, what they need, source, default settings", shared, context)
    {
        Add(_for);
        shared.AddFormat(this);
    }

    public override IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("swapscore metric list --for flexibert", "the metrics of Transformers"),
        ("swapscore metric list --format md", "a table for a document"),
    ];

    protected override ValueTask<ExitCode> RunAsync(ParseResult parsed, CommandOutput run) => run.WriteAsync(run.Workflows.ListMetrics(parsed.GetValue(_for)));
}
