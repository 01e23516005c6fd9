namespace SwapScore.Cli.Commands;

/// <summary><c>swapscore store query</c>.</summary>
internal sealed class StoreQueryCommand : ProductCommand
{
    private readonly StoreFilterOptions _filter = new();

    public StoreQueryCommand(SharedOptions shared, CommandContext context)
        : base("query", "Show scores of the store by space, metric, samples and date", shared, context)
    {
        _filter.AddTo(this);
        shared.AddFormat(this);
    }

    public override IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("swapscore store query --space nasbench201 --metric ntk --format csv", "one metric, for a program"),
        ("swapscore store query --since 2026-05-01 --format parquet > scores.parquet", "what was kept since a day"),
    ];

    protected override ValueTask<ExitCode> RunAsync(ParseResult parsed, CommandOutput run)
    {
        using var store = _filter.Open(parsed, Context.Workflows);
        var asked = _filter.Read(parsed);
        var scores = store.Read(asked).ToList();
        run.Results.Write(WorkflowSessions.ListScores(scores, asked.Metric));
        run.Messages.Note($"{scores.Count} results in {store.Place}");
        var damaged = scores.Count(one => one.Result is null);
        if (damaged > 0) run.Messages.Warning($"{damaged} more are damaged; 'swapscore store verify' lists them");
        return new(damaged == 0 ? ExitCode.Success : ExitCode.PartlyFailed);
    }
}
