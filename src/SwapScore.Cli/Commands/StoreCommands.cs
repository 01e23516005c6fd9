using SwapScore.Storage;
using SwapScore.Store;

namespace SwapScore.Cli.Commands;

/// <summary><c>swapscore store</c>: the scores that are kept.</summary>
/// <param name="shared">The options that several commands have.</param>
/// <param name="context">What commands work with.</param>
internal sealed class StoreCommands(SharedOptions shared, CommandContext context)
{
    private readonly StoreFilterOptions _filter = new();
    private readonly Argument<string> _file = new("FILE") { Description = "The file; it is replaced" };
    private readonly Argument<string> _key = new("KEY") { Description = "The beginning of the key of a result (see 'swapscore store query'), or the text of an architecture" };
    private readonly Option<bool> _damaged = new("--damaged") { Description = "Take out what is damaged" };
    private readonly Option<bool> _all = new("--all") { Description = "Take out everything" };

    public Command Create() => new CommandGroup(
        "store",
        "List, query, prune, export and verify the scores that are kept",
        Create(
            "list", "List the kinds of results in the store: space, metrics, samples, how many", [_filter.Store, .. shared.OfFormat],
            [("swapscore store list", "what is kept in the user's store")], (_, run, store) => run.Write(WorkflowSessions.ListStore(store))),
        Create(
            "show", "Show results with everything they depend on, as JSON", [_key, _filter.Store], [("swapscore store show 3fa9", "the results whose keys begin so")], Show),
        Create(
            "query", "Show scores of the store by space, metric, samples and date", [.. _filter.All, .. shared.OfFormat],
            [
                ("swapscore store query --space nasbench201 --metric ntk --format csv", "one metric, for a program"),
                ("swapscore store query --since 2026-05-01 --format parquet > scores.parquet", "what was kept since a day"),
            ],
            Query),
        Create(
            "prune", "Take results out of the store; they can be computed again", [.. _filter.All, _damaged, _all],
            [
                ("swapscore store prune --until 2026-01-01", "what was kept before a day"),
                ("swapscore store prune --damaged", "what 'swapscore store verify' has found"),
            ],
            Prune),
        Create(
            "export", "Write results to a file, one JSON object per line", [_file, .. _filter.All],
            [("swapscore store export scores.jsonl --space darts", "all results of a space")], Export),
        Create(
            "verify", "Check every result of the store, and the file as a whole", [_filter.Store],
            [("swapscore store verify", "exit code 3 if anything is damaged; the keys of what is damaged on stdout")], Verify));

    private ShortCommand Create(
        string name, string description, IEnumerable<Symbol> takes, (string Line, string Meaning)[] examples, Func<ParseResult, CommandOutput, ScoreStore, ExitCode> run) =>
        new(name, description, shared, context, takes, examples, (parsed, output) =>
        {
            using var store = _filter.Open(parsed, context.Workflows);
            return run(parsed, output, store);
        });

    private ExitCode Show(ParseResult parsed, CommandOutput run, ScoreStore store)
    {
        var text = parsed.GetRequiredValue(_key);
        var found = store.Read(new ScoreFilter { Key = text }).Concat(store.Read(new ScoreFilter { Architecture = text })).ToList();
        if (found.Count == 0) throw new UsageException($"the store {store.Place} has no result of '{text}'", "'swapscore store query' shows what it has");
        run.Results.Write(JsonText.Document(WorkflowSessions.ListScores(found).Document));
        return ExitCode.Success;
    }

    private ExitCode Query(ParseResult parsed, CommandOutput run, ScoreStore store)
    {
        var asked = _filter.Read(parsed);
        var scores = store.Read(asked).ToList();
        run.Write(WorkflowSessions.ListScores(scores, asked.Metric));
        run.Messages.Note($"{scores.Count} results in {store.Place}");
        return Conclude(run, scores.Count(one => one.Result is null), damaged => $"{damaged} more are damaged; 'swapscore store verify' lists them");
    }

    private ExitCode Prune(ParseResult parsed, CommandOutput run, ScoreStore store)
    {
        var asked = _filter.Read(parsed);
        bool[] given = [asked != new ScoreFilter(), parsed.GetValue(_damaged), parsed.GetValue(_all)];
        if (given.Count(one => one) != 1)
            throw new UsageException("it is not said which results are to be taken out", "give --space, --metric, --data, --since or --until; or --damaged alone; or --all alone");
        var removed = parsed.GetValue(_damaged) ? store.RemoveDamaged() : store.Remove(asked);
        run.Messages.Note($"{removed} results taken out of {store.Place}");
        return ExitCode.Success;
    }

    private ExitCode Export(ParseResult parsed, CommandOutput run, ScoreStore store)
    {
        var path = parsed.GetRequiredValue(_file);
        var (written, damaged) = store.Export(path, _filter.Read(parsed));
        run.Messages.Note($"{written} results of {store.Place} written to {path}");
        return Conclude(run, damaged, count => $"{count} more are damaged and left out");
    }

    private static ExitCode Verify(ParseResult parsed, CommandOutput run, ScoreStore store)
    {
        var (intact, damaged) = store.Verify();
        run.Results.Write(string.Concat(damaged.Select(key => $"{key}\n")));
        run.Messages.Note($"{intact} results of {store.Place} are intact");
        if (damaged.Count == 0) return ExitCode.Success;
        run.Messages.Error($"{damaged.Count} results of {store.Place} are damaged", "'swapscore store prune --damaged' takes them out; they are then computed again");
        return ExitCode.Input;
    }

    private static ExitCode Conclude(CommandOutput run, int damaged, Func<int, string> warn)
    {
        if (damaged == 0) return ExitCode.Success;
        run.Messages.Warning(warn(damaged));
        return ExitCode.PartlyFailed;
    }
}
