namespace SwapScore.Cli.Commands;

/// <summary><c>swapscore store verify</c>.</summary>
internal sealed class StoreVerifyCommand : ProductCommand
{
    private readonly StoreFilterOptions _filter = new();

    public StoreVerifyCommand(SharedOptions shared, CommandContext context)
        : base("verify", "Check every result of the store, and the file as a whole", shared, context) =>
        _filter.AddStoreTo(this);

    public override IReadOnlyList<(string Line, string Meaning)> Examples => [("swapscore store verify", "exit code 3 if anything is damaged; the keys of what is damaged on stdout")];

    protected override ValueTask<ExitCode> RunAsync(ParseResult parsed, CommandOutput run)
    {
        using var store = _filter.Open(parsed, Context.Workflows);
        var (intact, damaged) = store.Verify();
        run.Results.Write(string.Concat(damaged.Select(key => $"{key}\n")));
        run.Messages.Note($"{intact} results of {store.Place} are intact");
        if (damaged.Count == 0) return new(ExitCode.Success);
        run.Messages.Error($"{damaged.Count} results of {store.Place} are damaged", "'swapscore store prune --damaged' takes them out; they are then computed again");
        return new(ExitCode.Input);
    }
}
