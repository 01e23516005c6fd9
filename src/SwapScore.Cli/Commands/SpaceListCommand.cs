namespace SwapScore.Cli.Commands;

/// <summary><c>swapscore space list</c>.</summary>
internal sealed class SpaceListCommand : ProductCommand
{
    public SpaceListCommand(SharedOptions shared, CommandContext context)
        : base("list", "List the search spaces", shared, context) =>
        shared.AddFormat(this);

    public override IReadOnlyList<(string Line, string Meaning)> Examples => [("swapscore space list", "all spaces")];

    protected override ValueTask<ExitCode> RunAsync(ParseResult parsed, CommandOutput run) => run.WriteAsync(run.Workflows.ListSpaces());
}
