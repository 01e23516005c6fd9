using SwapScore.Storage;
using SwapScore.Store;

namespace SwapScore.Cli.Commands;

/// <summary><c>swapscore store show</c>.</summary>
internal sealed class StoreShowCommand : ProductCommand
{
    private readonly StoreFilterOptions _filter = new();
    private readonly Argument<string> _key = new("KEY")
    {
        Description = "The beginning of the key of a result (see 'swapscore store query'), or the text of an architecture",
    };

    public StoreShowCommand(SharedOptions shared, CommandContext context)
        : base("show", "Show results with everything they depend on, as JSON", shared, context)
    {
        Add(_key);
        _filter.AddStoreTo(this);
    }

    public override IReadOnlyList<(string Line, string Meaning)> Examples => [("swapscore store show 3fa9", "the results whose keys begin so")];

    protected override ValueTask<ExitCode> RunAsync(ParseResult parsed, CommandOutput run)
    {
        using var store = _filter.Open(parsed, Context.Workflows);
        var text = parsed.GetRequiredValue(_key);
        var found = store.Read(new ScoreFilter { Key = text }).Concat(store.Read(new ScoreFilter { Architecture = text })).ToList();
        if (found.Count == 0) throw new UsageException($"the store {store.Place} has no result of '{text}'", "'swapscore store query' shows what it has");
        run.Results.Write(JsonText.Document(WorkflowSessions.ListScores(found).Document));
        return new(ExitCode.Success);
    }
}
