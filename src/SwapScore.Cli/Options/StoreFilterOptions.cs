using System.Globalization;
using SwapScore.Store;
using SwapScore.Workflows.Composition;

namespace SwapScore.Cli.Options;

/// <summary>Which store, and which of its results.</summary>
internal sealed class StoreFilterOptions
{
    private readonly Option<string?> _store = ParsedOption.Text(
        "--store", "STORE", "The store: a file, or postgres://user@host:port/database; default: SWAPSCORE_STORE, else scores.db in the user's cache folder");
    private readonly Option<string?> _space = ParsedOption.Text(
        "--space", "NAME", "Only results of a search space; onnx for models in files");
    private readonly Option<string?> _metric = ParsedOption.Text("--metric", "NAME", "Only results that hold a metric");
    private readonly Option<string?> _data = ParsedOption.Text(
        "--data", "FINGERPRINT", "Only results on samples whose fingerprint begins so");
    private readonly Option<DateTimeOffset?> _since = Date("--since", "Only results kept on or after a day, in UTC");
    private readonly Option<DateTimeOffset?> _until = Date("--until", "Only results kept before a day, in UTC");

    public void AddTo(Command command)
    {
        AddStoreTo(command);
        foreach (var option in (Option[])[_space, _metric, _data, _since, _until])
            command.Add(option);
    }

    public void AddStoreTo(Command command) => command.Add(_store);

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

    private static Option<DateTimeOffset?> Date(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "YYYY-MM-DD",
        CustomParser = result =>
        {
            var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
            if (DateTimeOffset.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var day)) return day;
            result.AddError($"{name} takes a day such as 2026-05-31, not '{text}'");
            return null;
        },
    };
}
