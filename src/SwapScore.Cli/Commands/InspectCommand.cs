namespace SwapScore.Cli.Commands;

/// <summary><c>swapscore inspect model.onnx</c>.</summary>
internal static class InspectCommand
{
    public static Command Create(SharedOptions shared, CommandContext context)
    {
        var path = new Argument<string>("MODEL") { Description = "ONNX file to inspect" };
        var models = new ModelOptions();
        return new ShortCommand(
            "inspect", "Show how a model would be scored: inputs, size, activations; what is not observed, and why", shared, context,
            [path, shared.BatchSize, shared.ImageSize, shared.SequenceLength, shared.Threads, .. models.All, .. shared.OfFormat],
            [("swapscore inspect resnet50.onnx", "what will be observed, and what the model needs")],
            (parsed, run) => run.Write(WorkflowSessions.InspectModel(
                parsed.GetRequiredValue(path), models.ReadSamples(parsed, shared), models.AddTo(new EvaluationOptions(), parsed), shared.ReadThreads(parsed), run.Stop)));
    }
}
