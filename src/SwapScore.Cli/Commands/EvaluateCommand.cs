using SwapScore.Workflows.Training;

namespace SwapScore.Cli.Commands;

/// <summary><c>swapscore evaluate RUN</c>: judges a trained network by images.</summary>
internal sealed class EvaluateCommand : ProductCommand
{
    private readonly Argument<string> _folder = new("RUN") { Description = "Run folder of a training" };
    private readonly LearningOptions _training = new();

    public EvaluateCommand(SharedOptions shared, CommandContext context)
        : base("evaluate", "Judge a trained network by images", shared, context)
    {
        Add(_folder);
        AddOptions(_training.Data, _training.Threads, _training.Device);
        shared.AddFormat(this);
    }

    public override IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("swapscore evaluate runs/resnet --data cifar10", "by the test images of the data set"),
        ("swapscore evaluate runs/resnet --data photos --json", "by photographs of one's own, with the number of each confusion"),
    ];

    protected override async ValueTask<ExitCode> RunAsync(ParseResult parsed, CommandOutput run)
    {
        var options = new EvaluateOptions(parsed.GetRequiredValue(_folder), parsed.GetRequiredValue(_training.Data))
        {
            Device = _training.ReadDevice(parsed),
            Threads = _training.ReadThreads(parsed),
        };
        Context.Interruption.IsHeeded = true;
        run.Results.Write(await run.RunAsync(() => run.Workflows.EvaluateAsync(options, run.Notes, Context.Interruption.Token)).ConfigureAwait(false));
        return ExitCode.Success;
    }
}
