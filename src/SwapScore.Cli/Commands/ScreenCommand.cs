using SwapScore.Spaces;
using SwapScore.Workflows.Search.Screening;

namespace SwapScore.Cli.Commands;

/// <summary><c>swapscore screen</c>: the best of many candidates, for a method that can look at few.</summary>
internal sealed class ScreenCommand : ProductCommand
{
    private readonly SearchedSpaceOptions _space = new();
    private readonly FitnessOptions _fitness = new();
    private readonly ListOptions _list = new("candidates");

    private readonly Option<int?> _sample = ParsedOption.OptionalCount(
        "--sample", "Number of candidates to draw from the space instead; default: 1000", 1_000_000);
    private readonly Option<string> _keep = KeepOption.Create();

    public ScreenCommand(SharedOptions shared, CommandContext context)
        : base("screen", "Score many architectures and keep the best for a costlier method", shared, context)
    {
        _space.AddTo(this);
        Add(shared.Task);
        _list.AddTo(this);
        Add(_sample);
        Add(_keep);
        _fitness.AddTo(this);
        shared.AddScoring(this, few: true);
        shared.AddText(this);
        shared.AddFormat(this);
    }

    public override IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("swapscore screen --file candidates.txt --keep 10%", "the best tenth of a list"),
        ("swapscore screen --space nasbench201 --sample 500 --keep 20 --format csv", "the best 20 of 500 drawn, for a program"),
        ("swapscore screen --sample 2000 --keep 100% --metric swap,nwot --format csv", "scores of all, as labels for a predictor"),
    ];

    protected override async ValueTask<ExitCode> RunAsync(ParseResult parsed, CommandOutput run)
    {
        var workflows = Context.Workflows;
        var keep = KeepOption.Parse(parsed.GetRequiredValue(_keep));
        var space = _space.Read(parsed, workflows.Spaces, draws: parsed.GetValue(_list.File) is null);
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
        var sample = parsed.GetValue(_sample);
        if (sample is not null && parsed.GetValue(_list.File) is not null) throw new UsageException("--file and --sample exclude each other", "leave one of them out");
        if (_list.Read(parsed, space, Context.Terminal.In) is { } listed) return [.. listed.Select(candidate => space.Parse(candidate.Text))];
        return ScreenOptions.Draw(space, sample ?? 1000, parsed.GetRequiredValue(Shared.Seed));
    }
}
