using SwapScore.Evaluation;

namespace SwapScore.Cli.Commands;

/// <summary><c>swapscore inspect model.onnx</c>.</summary>
internal sealed class InspectCommand : ProductCommand
{
    private readonly ModelOptions _models;
    private readonly Argument<string> _model = new("MODEL") { Description = "ONNX file to inspect" };

    public InspectCommand(SharedOptions shared, ModelOptions models, CommandContext context)
        : base("inspect", "Show how a model would be scored: inputs, size, activations; what is not observed, and why", shared, context)
    {
        _models = models;
        Add(_model);
        AddOptions(shared.BatchSize, shared.ImageSize, shared.SequenceLength, shared.Threads);
        models.AddTo(this);
        shared.AddFormat(this);
    }

    public override IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("swapscore inspect resnet50.onnx", "what will be observed, and what the model needs"),
    ];

    protected override ValueTask<ExitCode> RunAsync(ParseResult parsed, CommandOutput run) => run.WriteAsync(WorkflowSessions.InspectModel(
        parsed.GetRequiredValue(_model),
        _models.ReadSamples(parsed, Shared),
        _models.AddTo(new EvaluationOptions(), parsed),
        Shared.ReadThreads(parsed),
        Context.Interruption.Token));
}
