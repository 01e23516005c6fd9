using SwapScore.Workflows.Search.Screening;

namespace SwapScore.Cli.Commands;

/// <summary><c>swapscore screen</c>: the best of many candidates, for a method that can look at few.</summary>
internal sealed class ScreenCommand : ProductCommand
{
    private readonly SearchedSpaceOptions _space = new();
    private readonly FitnessOptions _fitness = new();
    private readonly ListOptions _list = new("candidates");
    private readonly Option<int?> _sample = ParsedOption.OptionalCount("--sample", "Number of candidates to draw from the space instead; default: 1000", 1_000_000);
    private readonly Option<string> _keep = ParsedOption.Text("--keep", "N|N%", "How many to keep: a share such as 10%, or a number", "10%");

    public ScreenCommand(SharedOptions shared, CommandContext context)
        : base("screen", "Score many architectures and keep the best for a costlier method", shared, context)
    {
        AddOptions([.. _space.All, shared.Task, .. _list.All, _sample, _keep, .. _fitness.All, .. shared.OfScoring(few: true), .. shared.OfText, .. shared.OfFormat]);
    }

    public override IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("swapscore screen --file candidates.txt --keep 10%", "the best tenth of a list"),
        ("swapscore screen --space nasbench201 --sample 500 --keep 20 --format csv", "the best 20 of 500 drawn, for a program"),
        ("swapscore screen --sample 2000 --keep 100% --metric swap,nwot --format csv", "scores of all, as labels for a predictor"),
    ];

    protected override async ValueTask<ExitCode> RunAsync(ParseResult parsed, CommandOutput run)
    {
        var kept = parsed.GetRequiredValue(_keep);
        var keep = ScreenOptions.ParseKeep(kept) ?? throw new UsageException($"--keep takes a number of at least 1 or a part such as 10%, not '{kept}'");
        var space = _space.Read(parsed, Context.Workflows.Spaces, draws: parsed.GetValue(_list.File) is null);
        var task = SearchSpaces.FindTask(space, parsed.GetValue(Shared.Task));
        var candidates = ReadCandidates(parsed, space);
        var evaluation = Shared.ReadScoring(parsed, task);
        var options = new ScreenOptions
        {
            Space = space,
            Task = task,
            Candidates = [.. candidates],
            Keep = keep,
            Samples = Shared.ReadSamples(parsed, task),
            Evaluation = evaluation,
            Regularization = Shared.ReadRegularization(parsed),
            Fitness = _fitness.Read(parsed, Shared.ReadMetrics(parsed, task), evaluation),
            Threads = Shared.ReadThreads(parsed),
        };
        var outcome = await run.WriteAsync(() => run.Workflows.ScreenAsync(options, run.Progress, run.Stop)).ConfigureAwait(false);
        return Conclude(run, outcome, _list);
    }

    private IReadOnlyList<IArchitecture> ReadCandidates(ParseResult parsed, ISearchSpace space)
    {
        parsed.RequireOne(_list.File, _sample);
        if (_list.Read(parsed, space, Context.Terminal.In) is { } listed) return [.. listed.Select(candidate => space.Parse(candidate.Text))];
        return ScreenOptions.Draw(space, parsed.GetValue(_sample) ?? 1000, parsed.GetRequiredValue(Shared.Seed));
    }
}
