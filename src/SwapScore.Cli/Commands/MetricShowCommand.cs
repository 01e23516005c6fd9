namespace SwapScore.Cli.Commands;

/// <summary><c>swapscore metric show NAME</c>.</summary>
internal sealed class MetricShowCommand : ProductCommand
{
    private readonly Argument<string> _name = new("NAME") { Description = "Name of the metric (see 'swapscore metric list')" };

    public MetricShowCommand(SharedOptions shared, CommandContext context)
        : base("show", "Show one metric: what it is, which networks it is for, its settings and its source", shared, context)
    {
        Add(_name);
        shared.AddFormat(this);
    }

    public override IReadOnlyList<(string Line, string Meaning)> Examples => [("swapscore metric show swap", "the paper's score")];

    protected override ValueTask<ExitCode> RunAsync(ParseResult parsed, CommandOutput run) => run.WriteAsync(WorkflowSessions.ShowMetric(parsed.GetRequiredValue(_name)));
}
