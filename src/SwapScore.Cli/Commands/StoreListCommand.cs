namespace SwapScore.Cli.Commands;

/// <summary><c>swapscore store list</c>.</summary>
internal sealed class StoreListCommand : ProductCommand
{
    private readonly StoreFilterOptions _filter = new();

    public StoreListCommand(SharedOptions shared, CommandContext context)
        : base("list", "List the kinds of results in the store: space, metrics, samples, how many", shared, context)
    {
        _filter.AddStoreTo(this);
        shared.AddFormat(this);
    }

    public override IReadOnlyList<(string Line, string Meaning)> Examples => [("swapscore store list", "what is kept in the user's store")];

    protected override ValueTask<ExitCode> RunAsync(ParseResult parsed, CommandOutput run)
    {
        using var store = _filter.Open(parsed, Context.Workflows);
        var groups = store.Summarize();
        run.Results.Write(WorkflowSessions.ListStore(groups));
        run.Messages.Note($"{groups.Sum(group => group.Count)} results in {store.Place}");
        return new(ExitCode.Success);
    }
}
