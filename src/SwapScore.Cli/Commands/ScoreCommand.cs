using SwapScore.Metrics;
using SwapScore.Metrics.Aggregates;
using SwapScore.Values;
using SwapScore.Workflows.Scoring;

namespace SwapScore.Cli.Commands;

/// <summary><c>swapscore score</c>: ranks networks.</summary>
internal sealed class ScoreCommand : ProductCommand
{
    private readonly ModelOptions _models = new();
    private readonly Argument<string[]> _architectures = new("ARCHITECTURE")
    {
        Description = "Names or texts of networks, ONNX files, or folders of ONNX files; default: the named networks of the space",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string> _space = ParsedOption.Space("Search space of the networks (see 'swapscore space list')");
    private readonly Option<string?> _latencyTable = ParsedOption.Text(
        "--latency-table", "FILE", "Show the latency of each network at full size, estimated from a table of operators (see 'swapscore latency measure')");
    private readonly ListOptions _list = new("networks");

    public ScoreCommand(SharedOptions shared, CommandContext context)
        : base("score", "Rank networks, best first", shared, context)
    {
        Add(_architectures);
        AddOptions([_space, shared.Task, .. _list.All, shared.Shard, _latencyTable, .. shared.OfScoring(), .. shared.OfText, .. _models.All, .. shared.OfReport]);
    }

    public override IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("swapscore score", "the well-known networks of the space"),
        ("swapscore score DARTS_V1 DARTS_V2 --metric swap,parameters", "two of them, with a baseline"),
        ("swapscore score --file nets.txt --data cifar-10-batches-bin/data_batch_1.bin --json", "your networks, on your data, for a program"),
        ("swapscore score --report ranking.html --figures figures", "with a report and its figures as PNG and SVG"),
        ("swapscore score a.onnx b.onnx models/ --data photos/", "models of any framework, on your photographs"),
    ];

    public override string Remarks => """
        Models in ONNX files: --data also takes numbers (.npy, .npz, .pb, .raw). Images get the size a model needs, or 224 where
        it leaves the size free. The default of --repeats is 4. A model that cannot be scored becomes a row with its reason, and
        the exit code is 4.

        """;

    private async ValueTask<ExitCode> ScoreModelsAsync(ParseResult parsed, CommandOutput run)
    {
        if (parsed.FindGiven(_space, Shared.Task, _list.File, Shared.Shard, _latencyTable, Shared.Service.Address) is { } other)
            throw new UsageException($"{other.Name} is for architectures of a space, not for models in files", "leave it out");
        var report = Shared.ReadReport(parsed);
        var columns = MetricExpression.ParseAll(ModelScoringOptions.Expand(parsed.GetRequiredValue(Shared.Metric)), MetricCatalog.Standard);
        var repeats = parsed.IsGiven(Shared.Repeats) ? parsed.GetRequiredValue(Shared.Repeats) : ModelScoringOptions.StandardRepeats;
        var options = new ModelScoringOptions
        {
            Paths = parsed.GetRequiredValue(_architectures),
            Columns = columns,
            Evaluation = _models.AddTo(Shared.ReadScoring(parsed, columns.Computed(), repeats), parsed),
            Regularization = Shared.ReadRegularization(parsed),
            Data = parsed.GetRequiredValue(Shared.Data),
            Samples = _models.ReadSamples(parsed, Shared),
            Vocabulary = parsed.GetValue(Shared.Vocabulary),
            Threads = Shared.ReadThreads(parsed),
        };
        return run.CodeOf(await run.WriteAsync(notes => run.Workflows.ScoreModelsAsync(options, run.Progress, notes, run.Stop), report).ConfigureAwait(false));
    }

    protected override async ValueTask<ExitCode> RunAsync(ParseResult parsed, CommandOutput run)
    {
        if (ModelScoringOptions.AreModels(parsed.GetValue(_architectures) ?? [])) return await ScoreModelsAsync(parsed, run).ConfigureAwait(false);
        var report = Shared.ReadReport(parsed);
        var (space, task) = ReadSpace(parsed, _space);
        var options = new ScoringOptions
        {
            Space = space,
            Task = task,
            Evaluation = Shared.ReadScoring(parsed, task),
            Columns = Shared.ReadMetrics(parsed, task),
            Entries = OfShard(parsed, ReadEntries(parsed, space)),
            Samples = Shared.ReadSamples(parsed, task),
            Regularization = Shared.ReadRegularization(parsed),
            LatencyTable = parsed.GetValue(_latencyTable),
            Threads = Shared.ReadThreads(parsed),
        };
        return Conclude(run, await run.WriteAsync(notes => run.Workflows.ScoreAsync(options, run.Progress, notes, run.Stop), report).ConfigureAwait(false), _list);
    }

    private ValueList<NetworkEntry> OfShard(ParseResult parsed, ValueList<NetworkEntry> entries)
    {
        if (Shared.ReadShard(parsed) is not { } shard) return entries;
        return parsed.GetValue(Shared.Store.File) is not null
            ? [.. shard.Of(entries)]
            : throw new UsageException("--shard cannot be used without --store", "the store keeps the results of a shard; 'swapscore merge' makes one store of all");
    }

    private ValueList<NetworkEntry> ReadEntries(ParseResult parsed, ISearchSpace space)
    {
        var texts = parsed.GetValue(_architectures) ?? [];
        if (texts.Length > 0 && parsed.GetValue(_list.File) is not null)
            throw new UsageException("architectures are given both as arguments and with --file", "leave one of them out");
        return _list.Read(parsed, space, Context.Terminal.In)
            ?? (texts.Length == 0 ? NetworkEntry.Named(space) : NetworkEntry.ReadTyped(texts, "read a list of architectures with --file", given => NetworkEntry.FromTexts(space, given)));
    }
}
