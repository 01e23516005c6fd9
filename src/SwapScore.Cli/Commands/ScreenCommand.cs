using System.CommandLine;
using System.Text.Json.Nodes;
using SwapScore.Cli.Options;
using SwapScore.Cli.Output;
using SwapScore.Cli.Scoring;
using SwapScore.Cli.Searching;
using SwapScore.Evaluation;
using SwapScore.Randomness;
using SwapScore.Search;
using SwapScore.Spaces;
using SwapScore.Storage;
using SwapScore.Workflows.Composition;
using SwapScore.Workflows.Scoring;
using SwapScore.Workflows.Search;

namespace SwapScore.Cli.Commands;

/// <summary><c>swapscore screen</c>: the best of many candidates, for a method that can look at few.</summary>
internal sealed class ScreenCommand : Command, IExplained
{
    private readonly SharedOptions _shared;
    private readonly CommandContext _context;
    private readonly SearchedSpaceOptions _space = new();
    private readonly FitnessOptions _fitness;
    private readonly Option<string?> _file = new("--file")
    {
        Description = "File of candidates, one per line; # begins a comment; - is standard input",
        HelpName = "LIST",
    };

    private readonly Option<int?> _sample = ParsedOption.OptionalCount("--sample", "Number of candidates to draw from the space instead; default: 1000", 1_000_000);
    private readonly Option<string> _keep = KeepOption.Create();

    public ScreenCommand(SharedOptions shared, CommandContext context)
        : base("screen", "Score many architectures and keep the best for a costlier method")
    {
        (_shared, _context, _fitness) = (shared, context, new FitnessOptions(shared));
        _space.AddTo(this);
        foreach (var option in (Option[])[shared.Task, _file, _sample, _keep])
            Add(option);
        _fitness.AddTo(this);
        shared.AddScoring(this, few: true);
        shared.AddText(this);
        shared.AddFormat(this);
        SetAction((parsed, _) => ExecuteAsync(parsed));
    }

    public IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("swapscore screen --file candidates.txt --keep 10%", "the best tenth of a list"),
        ("swapscore screen --space nasbench201 --sample 500 --keep 20 --format csv", "the best 20 of 500 drawn, for a program"),
        ("swapscore screen --sample 2000 --keep 100% --metric swap,nwot --format csv", "scores of all, as labels for a predictor"),
    ];

    private async Task<int> ExecuteAsync(ParseResult parsed)
    {
        var workflows = _context.Workflows;
        var run = new CommandOutput(_shared, _context, parsed);
        var started = workflows.Clock.GetTimestamp();
        var keep = KeepOption.Parse(parsed.GetRequiredValue(_keep));
        var space = _space.Read(parsed, workflows.Spaces);
        var task = SearchSpaces.FindTask(space, parsed.GetValue(_shared.Task));
        var candidates = ReadCandidates(parsed, space);
        var options = _shared.ReadScoring(parsed, task);
        var batch = workflows.LoadBatch(_shared.ReadSamples(parsed, task));
        options = _shared.ReadRegularization(parsed).Resolve(options, space, task, batch.Shape);
        var fitness = _fitness.Read(parsed, options, space, task, batch.Shape);
        var threads = _shared.ReadThreads(parsed);

        var scoring = new SearchScoring(space, task, workflows.CreateEvaluator(batch, threads), options, (batch.Shape, batch.Fingerprint));
        await run.Progress.RunAsync(async progress =>
        {
            await foreach (var candidate in scoring.ScoreAsync(candidates, _context.Interruption.Token).ConfigureAwait(false))
            {
                fitness.Add(candidate);
                progress.Report(new WorkProgress(candidate.Number, candidates.Count));
            }

            return 0;
        }).ConfigureAwait(false);

        fitness.EndEpoch();
        var kept = Screening.Best(scoring.Candidates, scoring, fitness, keep);
        run.Results.Write(
            SearchTables.Of(options.Metrics, fitness, kept),
            () => new JsonObject
            {
                ["schemaVersion"] = JsonText.SchemaVersion,
                ["version"] = ProductVersion.Text,
                ["space"] = space.Name,
                ["task"] = task.Name,
                ["fitness"] = fitness.Description,
                ["repeats"] = options.Repeats,
                ["seed"] = options.Seed,
                ["batchFingerprint"] = batch.Fingerprint,
                ["candidates"] = candidates.Count,
                ["different"] = scoring.Candidates.Count,
                ["kept"] = new JsonArray([.. kept.Select(candidate => SearchDocuments.Candidate(candidate, fitness, options.Metrics))]),
            }.WithDevice(options.Device));
        run.Messages.Note(
            $"{kept.Count} of {scoring.Candidates.Count} different architectures kept · {fitness.Summary} · {RunLine.Of(options, batch, threads, workflows.Clock.GetElapsedTime(started).TotalSeconds)}");
        if (scoring.Failures > 0) run.Messages.Warning($"{scoring.Failures} architectures could not be scored; the first: {scoring.FirstFailure}");
        return (int)(scoring.Failures == 0 ? ExitCode.Success : ExitCode.PartlyFailed);
    }

    private IReadOnlyList<IArchitecture> ReadCandidates(ParseResult parsed, ISearchSpace space)
    {
        var (file, sample) = (parsed.GetValue(_file), parsed.GetValue(_sample));
        if (file is not null && sample is not null) throw new UsageException("--file and --sample exclude each other", "leave one of them out");
        if (file is not null) return [.. NetworkEntries.FromFile(space, file, _context.Terminal.In).Select(candidate => space.Parse(candidate.Text))];
        var key = RandomKey.FromSeed(parsed.GetRequiredValue(_shared.Seed));
        return [.. Enumerable.Range(0, sample ?? 1000).Select(i => space.Sample(key.Derive(RandomPurpose.Architecture, i)))];
    }
}
