namespace SwapScore.Cli.Commands;

/// <summary><c>swapscore space show NAME</c>.</summary>
internal sealed class SpaceShowCommand : ProductCommand
{
    private readonly Argument<string> _name = new("NAME") { Description = "Name of the space (see 'swapscore space list')" };

    public SpaceShowCommand(SharedOptions shared, CommandContext context)
        : base("show", "Show one search space: its choices, its size, its named architectures", shared, context)
    {
        Add(_name);
        shared.AddFormat(this);
    }

    public override IReadOnlyList<(string Line, string Meaning)> Examples => [("swapscore space show darts", "choices, size and named architectures")];

    protected override ValueTask<ExitCode> RunAsync(ParseResult parsed, CommandOutput run) =>
        run.WriteAsync(run.Workflows.ShowSpace(parsed.GetRequiredValue(_name)));
}
