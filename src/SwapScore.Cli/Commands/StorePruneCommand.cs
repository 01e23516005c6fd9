using SwapScore.Store;

namespace SwapScore.Cli.Commands;

/// <summary><c>swapscore store prune</c>.</summary>
internal sealed class StorePruneCommand : ProductCommand
{
    private readonly StoreFilterOptions _filter = new();
    private readonly Option<bool> _damaged = new("--damaged") { Description = "Take out what is damaged" };
    private readonly Option<bool> _all = new("--all") { Description = "Take out everything" };

    public StorePruneCommand(SharedOptions shared, CommandContext context)
        : base("prune", "Take results out of the store; they can be computed again", shared, context)
    {
        _filter.AddTo(this);
        AddOptions(_damaged, _all);
    }

    public override IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("swapscore store prune --until 2026-01-01", "what was kept before a day"),
        ("swapscore store prune --damaged", "what 'swapscore store verify' has found"),
    ];

    protected override ValueTask<ExitCode> RunAsync(ParseResult parsed, CommandOutput run)
    {
        using var store = _filter.Open(parsed, Context.Workflows);
        var asked = _filter.Read(parsed);
        bool[] given = [asked != new ScoreFilter(), parsed.GetValue(_damaged), parsed.GetValue(_all)];
        if (given.Count(one => one) != 1)
            throw new UsageException("it is not said which results are to be taken out", "give --space, --metric, --data, --since or --until; or --damaged alone; or --all alone");
        var removed = parsed.GetValue(_damaged) ? store.RemoveDamaged() : store.Remove(asked);
        run.Messages.Note($"{removed} results taken out of {store.Place}");
        return new(ExitCode.Success);
    }
}
