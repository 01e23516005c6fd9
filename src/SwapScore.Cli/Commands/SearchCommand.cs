using System.CommandLine;
using System.Globalization;
using SwapScore.Cli.Options;
using SwapScore.Cli.Searching;
using SwapScore.Data;
using SwapScore.Search;
using SwapScore.Spaces;
using SwapScore.Studies;

namespace SwapScore.Cli.Commands;

/// <summary><c>swapscore search</c>: finds an architecture.</summary>
internal sealed class SearchCommand : Command, IExplained
{
    private static readonly SearchOptions Standard = new();

    private readonly SharedOptions _shared;
    private readonly Surroundings _surroundings;

    private readonly Option<string> _space = new("--space")
    {
        Description = "Search space (see 'swapscore space list')",
        HelpName = "NAME",
        DefaultValueFactory = _ => "darts",
    };

    private readonly Option<SearchAlgorithm> _algorithm = ParsedOption.Choice(
        "--algorithm", "What chooses; default: swap-nas",
        ("swap-nas", SearchAlgorithm.SwapNas), ("aging", SearchAlgorithm.Aging), ("random", SearchAlgorithm.Random));

    private readonly Option<int> _evaluations = ParsedOption.Count("--evaluations", "Architectures scored in all", Standard.Evaluations, 10_000_000);
    private readonly Option<int> _population = ParsedOption.Count("--population", "Members of the population", Standard.Population, 100_000);
    private readonly Option<int?> _tournament = ParsedOption.OptionalCount("--tournament", "Members drawn to breed; default: half the population, 25 when aging");
    private readonly Option<int> _mutations = ParsedOption.Count("--mutations", "Mutants scored in a cycle", Standard.Mutations, 10_000);
    private readonly Option<int?> _maximumParameters = ParsedOption.OptionalCount("--max-parameters", "Most parameters of the scoring network");
    private readonly Option<FitnessKind> _fitness = ParsedOption.Choice(
        "--fitness", "What is maximised: the score, or regularised with --mu and --sigma, or adaptively; default: plain",
        ("plain", FitnessKind.Plain), ("regularised", FitnessKind.Regularised), ("adaptive", FitnessKind.Adaptive));

    private readonly Option<string?> _output = new("--output", "-o") { Description = "Write a run folder: config.json, history.jsonl, result.json", HelpName = "DIR" };
    private readonly Option<bool> _resume = new("--resume") { Description = "Go on with the run folder of an interrupted search" };
    private readonly Option<bool> _force = new("--force") { Description = "Replace an existing run folder" };

    public SearchCommand(SharedOptions shared, Surroundings surroundings)
        : base("search", "Find an architecture by its score, without training any")
    {
        (_shared, _surroundings) = (shared, surroundings);
        foreach (var option in (Option[])[_space, shared.Task, _algorithm, _evaluations, _population, _tournament, _mutations, _fitness, _maximumParameters])
            Add(option);
        shared.AddScoring(this);
        shared.AddText(this);
        foreach (var option in (Option[])[_output, _resume, _force])
            Add(option);
        shared.AddFormat(this);
        SetAction((parsed, _) => ExecuteAsync(parsed));
    }

    public IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("swapscore search --repeats 8", "SWAP-NAS on DARTS cells and the built-in images"),
        ("swapscore search --space nasbench201 --fitness regularised --repeats 1 --evaluations 300 --population 30", "another space, larger networks favoured"),
        ("swapscore search --fitness regularised --mu 1.2 --sigma 1.2 --output runs/b", "the paper's variant B, kept in a folder; go on with --resume"),
    ];

    private async Task<int> ExecuteAsync(ParseResult parsed)
    {
        var composition = _surroundings.Composition;
        var run = new CommandRun(_shared, _surroundings, parsed);
        var started = composition.Clock.GetTimestamp();
        var search = ReadSearch(parsed);
        var space = SearchSpaces.Find(parsed.GetRequiredValue(_space), composition.Spaces);
        var task = SearchSpaces.FindTask(space, parsed.GetValue(_shared.Task));
        var options = _shared.ReadScoring(parsed, task);
        var start = ReadStart(parsed);
        var batch = composition.LoadBatch(_shared.ReadSamples(parsed, task));
        options = _shared.ReadRegularisation(parsed).Resolve(options, space, task, batch.Shape);
        var fitness = ReadFitness(parsed, space, task, batch);

        var threads = _shared.ReadThreads(parsed);
        var scoring = new SearchScoring(space, task, composition.CreateEvaluator(batch, threads), options, (batch.Shape, batch.Fingerprint));
        var configuration = SearchDocuments.Configuration(space, task, options, search, fitness, batch);
        using var history = parsed.GetValue(_output) is { } folder ? SearchHistory.Open(folder, configuration, start) : null;
        foreach (var line in history?.Restored ?? [])
            scoring.Remember(line.Architecture, line.LogScore, line.Parameters);
        if (history?.Restored.Count > 0) run.Messages.Note($"resuming: {history.Restored.Count} of {search.Evaluations} architectures are scored");

        var architectures = new ArchitectureSearch(space, scoring, fitness, search);
        try
        {
            await run.Progress.RunAsync(async progress =>
            {
                await foreach (var found in architectures.RunAsync(_surroundings.Interruption.Token).ConfigureAwait(false))
                {
                    history?.Append(found);
                    progress.Report(new StudyProgress(found.Candidate.Number, search.Evaluations));
                }

                return 0;
            }).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_surroundings.Interruption.Token.IsCancellationRequested)
        {
            run.Messages.Plain($"interrupted after {scoring.Candidates.Count} of {search.Evaluations} architectures{(history is null ? "; nothing was kept" : "; they are saved. To go on:")}");
            if (history is null)
                run.Messages.Hint("give --output DIR to be able to resume");
            else
                run.Messages.Plain(CommandText.ToResume(_surroundings.Arguments));
            return (int)_surroundings.Interruption.Code;
        }

        var seconds = composition.Clock.GetElapsedTime(started).TotalSeconds;
        history?.WriteResult(SearchDocuments.Result(configuration, architectures, fitness));
        run.Results.Write(SearchDocuments.Table(architectures, fitness), () => SearchDocuments.Result(configuration, architectures, fitness));
        run.Messages.Note(string.Create(
            CultureInfo.InvariantCulture,
            $"{scoring.Candidates.Count} different architectures scored, the fittest as number {architectures.Best!.Number} · {fitness.Description} · {RunLine.Of(options, batch, threads, seconds)}"));
        if (scoring.Candidates.Count < search.Evaluations)
            run.Messages.Warning("nothing new was found any more: the space, or what is left of it within the limits, is smaller than --evaluations");
        return (int)ExitCode.Success;
    }

    private SearchOptions ReadSearch(ParseResult parsed) => new SearchOptions
    {
        Algorithm = parsed.GetValue(_algorithm),
        Evaluations = parsed.GetRequiredValue(_evaluations),
        Population = parsed.GetRequiredValue(_population),
        Tournament = parsed.GetValue(_tournament),
        Mutations = parsed.GetRequiredValue(_mutations),
        MaximumParameters = parsed.GetValue(_maximumParameters),
        Seed = parsed.GetRequiredValue(_shared.Seed),
    }.Validated();

    private SearchFitness ReadFitness(ParseResult parsed, ISearchSpace space, SpaceTask task, Batch batch)
    {
        var kind = parsed.GetValue(_fitness);
        if (kind == FitnessKind.Adaptive) return SearchFitness.Adaptive();
        if (kind == FitnessKind.Plain) return SearchFitness.Plain;
        var (mu, sigma) = _shared.ReadRegularisation(parsed).ResolveAll(space, task, batch.Shape);
        return SearchFitness.Regularised(mu, sigma);
    }

    private StudyStart ReadStart(ParseResult parsed)
    {
        var (resume, force) = (parsed.GetValue(_resume), parsed.GetValue(_force));
        if (resume && force) throw new UsageException("--resume goes on with the existing run and --force replaces it", "leave one of them out");
        if (resume && parsed.GetValue(_output) is null) throw new UsageException("--resume cannot be used without --output", "say which search to resume");
        return resume ? StudyStart.Resume : force ? StudyStart.Replace : StudyStart.New;
    }
}
