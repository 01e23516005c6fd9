namespace SwapScore.Cli.Commands;

/// <summary>A command that is one call of a session: what it takes, its examples, and the call. Longer ones are classes of their own.</summary>
internal sealed class ShortCommand : ProductCommand
{
    private readonly Func<ParseResult, CommandOutput, Task<ExitCode>> _run;

    public ShortCommand(
        string name, string description, SharedOptions shared, CommandContext context,
        IEnumerable<Symbol> takes, (string Line, string Meaning)[] examples, Func<ParseResult, CommandOutput, Task<ExitCode>> run)
        : base(name, description, shared, context)
    {
        (Examples, _run) = (examples, run);
        foreach (var one in takes)
            if (one is Argument argument) Add(argument);
            else Add((Option)one);
    }

    public ShortCommand(
        string name, string description, SharedOptions shared, CommandContext context,
        IEnumerable<Symbol> takes, (string Line, string Meaning)[] examples, Func<ParseResult, CommandOutput, ExitCode> run)
        : this(name, description, shared, context, takes, examples, (parsed, output) => Task.FromResult(run(parsed, output)))
    {
    }

    public override IReadOnlyList<(string Line, string Meaning)> Examples { get; }

    protected override async ValueTask<ExitCode> RunAsync(ParseResult parsed, CommandOutput run) => await _run(parsed, run).ConfigureAwait(false);
}
