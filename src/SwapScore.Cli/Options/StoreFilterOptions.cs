using SwapScore.Store;

namespace SwapScore.Cli.Options;

/// <summary>Which store, and which of its results.</summary>
internal sealed class StoreFilterOptions
{
    private readonly Option<string?> _store = ParsedOption.Text(
        "--store", "STORE", "The store: a file, or postgres://user@host:port/database; default: SWAPSCORE_STORE, else scores.db in the user's cache folder");
    private readonly Option<string?> _space = ParsedOption.Text(
        "--space", "NAME", "Only results of a search space; onnx for models in files");
    private readonly Option<string?> _metric = ParsedOption.Text("--metric", "NAME", "Only results that hold a metric");
    private readonly Option<string?> _data = ParsedOption.Text("--data", "FINGERPRINT", "Only results on samples whose fingerprint begins so");
    private readonly Option<DateTimeOffset?> _since = ParsedOption.OptionalDay("--since", "Only results kept on or after a day, in UTC");
    private readonly Option<DateTimeOffset?> _until = ParsedOption.OptionalDay("--until", "Only results kept before a day, in UTC");

    /// <summary>The option of the store.</summary>
    public Option<string?> Store => _store;

    /// <summary>The options that say which store, and which of its results.</summary>
    public IEnumerable<Option> All => [_store, _space, _metric, _data, _since, _until];

    /// <summary>The store that is meant, which exists.</summary>
    /// <exception cref="SwapScoreException">There is none.</exception>
    public ScoreStore Open(ParseResult parsed, WorkflowContext workflows) => ScoreStore.Open(
        parsed.GetValue(_store) ?? workflows.StorePath ?? throw new UsageException("there is no store unless one is named", "name it with --store"),
        WorkflowContext.Version,
        workflows.Clock);

    public ScoreFilter Read(ParseResult parsed) => new()
    {
        Space = parsed.GetValue(_space),
        Metric = parsed.GetValue(_metric),
        Data = parsed.GetValue(_data),
        Since = parsed.GetValue(_since),
        Until = parsed.GetValue(_until),
    };
}
