using System.CommandLine;
using SwapScore.Cli.Help;
using SwapScore.Cli.Options;
using SwapScore.Cli.Output;
using SwapScore.Cli.Shell;
using SwapScore.Spaces;
using SwapScore.Workflows;
using SwapScore.Workflows.Search.Screening;

namespace SwapScore.Cli.Commands;

/// <summary><c>swapscore screen</c>: the best of many candidates, for a method that can look at few.</summary>
internal sealed class ScreenCommand : Command, IExplained
{
    private readonly SharedOptions _shared;
    private readonly CommandContext _context;
    private readonly SearchedSpaceOptions _space = new();
    private readonly FitnessOptions _fitness;
    private readonly ListOptions _list = new("candidates");

    private readonly Option<int?> _sample = ParsedOption.OptionalCount("--sample", "Number of candidates to draw from the space instead; default: 1000", 1_000_000);
    private readonly Option<string> _keep = KeepOption.Create();

    public ScreenCommand(SharedOptions shared, CommandContext context)
        : base("screen", "Score many architectures and keep the best for a costlier method")
    {
        (_shared, _context, _fitness) = (shared, context, new FitnessOptions());
        _space.AddTo(this);
        Add(shared.Task);
        _list.AddTo(this);
        Add(_sample);
        Add(_keep);
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
        using var run = new CommandOutput(_shared, _context, parsed);
        var workflows = _context.Workflows;
        var started = workflows.Clock.GetTimestamp();
        var keep = KeepOption.Parse(parsed.GetRequiredValue(_keep));
        var space = _space.Read(parsed, workflows.Spaces);
        var task = SearchSpaces.FindTask(space, parsed.GetValue(_shared.Task));
        var candidates = ReadCandidates(parsed, space);
        var evaluation = _shared.ReadScoring(parsed, task);
        var options = new ScreenOptions
        {
            Space = space,
            Task = task,
            Candidates = [.. candidates],
            Keep = keep,
            Samples = _shared.ReadSamples(parsed, task),
            Evaluation = evaluation,
            Regularization = _shared.ReadRegularization(parsed),
            Fitness = _fitness.Read(parsed, _shared.ReadMetrics(parsed, task), evaluation),
            Threads = _shared.ReadThreads(parsed),
        };
        var outcome = await run.RunAsync(() => run.Workflows.ScreenAsync(options, run.Progress, _context.Interruption.Token)).ConfigureAwait(false);
        run.Results.Write(outcome.Table, () => outcome.Document);
        if (outcome.HasTies) run.Messages.Note(RankingMessages.Tie);
        run.Messages.Note(
            $"{outcome.Kept.Count} of {outcome.Different} different architectures kept · {outcome.Fitness.Summary} · {RunLine.Write(outcome.Evaluation, outcome.Batch, options.Threads, workflows.Clock.GetElapsedTime(started).TotalSeconds)}");
        foreach (var disagreement in outcome.Disagreements)
            run.Messages.Warning(disagreement);
        if (outcome.Failures > 0) run.Messages.Warning($"{outcome.Failures} architectures could not be scored; the first: {outcome.FirstFailure}");
        foreach (var warning in _list.Warnings())
            run.Messages.Warning(warning);
        if (!outcome.IsComplete)
        {
            run.Messages.Note($"interrupted: {outcome.Different + outcome.Failures} of {candidates.Count} architectures are scored");
            return (int)_context.Interruption.Code;
        }

        return (int)(outcome.Failures == 0 && !_list.HasSkipped ? ExitCode.Success : ExitCode.PartlyFailed);
    }

    private IReadOnlyList<IArchitecture> ReadCandidates(ParseResult parsed, ISearchSpace space)
    {
        var sample = parsed.GetValue(_sample);
        if (sample is not null && parsed.GetValue(_list.File) is not null) throw new UsageException("--file and --sample exclude each other", "leave one of them out");
        if (_list.Read(parsed, space, _context.Terminal.In) is { } listed) return [.. listed.Select(candidate => space.Parse(candidate.Text))];
        return ScreenOptions.Draw(space, sample ?? 1000, parsed.GetRequiredValue(_shared.Seed));
    }
}
