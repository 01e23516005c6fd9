namespace SwapScore.Cli.Commands;

/// <summary><c>swapscore store export</c>.</summary>
internal sealed class StoreExportCommand : ProductCommand
{
    private readonly StoreFilterOptions _filter = new();
    private readonly Argument<string> _file = new("FILE") { Description = "The file; it is replaced" };

    public StoreExportCommand(SharedOptions shared, CommandContext context)
        : base("export", "Write results to a file, one JSON object per line", shared, context)
    {
        Add(_file);
        _filter.AddTo(this);
    }

    public override IReadOnlyList<(string Line, string Meaning)> Examples => [("swapscore store export scores.jsonl --space darts", "all results of a space")];

    protected override ValueTask<ExitCode> RunAsync(ParseResult parsed, CommandOutput run)
    {
        using var store = _filter.Open(parsed, Context.Workflows);
        var path = parsed.GetRequiredValue(_file);
        var (written, damaged) = store.Export(path, _filter.Read(parsed));
        run.Messages.Note($"{written} results of {store.Place} written to {path}");
        if (damaged > 0) run.Messages.Warning($"{damaged} more are damaged and left out");
        return new(damaged == 0 ? ExitCode.Success : ExitCode.PartlyFailed);
    }
}
