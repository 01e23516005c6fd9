using SwapScore.Workflows.Training;

namespace SwapScore.Cli.Commands;

/// <summary><c>swapscore evaluate RUN</c>: judges a trained network by images.</summary>
internal static class EvaluateCommand
{
    public static Command Create(SharedOptions shared, CommandContext context)
    {
        var folder = new Argument<string>("RUN") { Description = "Run folder of a training" };
        var training = new LearningOptions();
        return new ShortCommand(
            "evaluate", "Judge a trained network by images", shared, context, [folder, training.Data, training.Threads, training.Device, .. shared.OfFormat],
            [
                ("swapscore evaluate runs/resnet --data cifar10", "by the test images of the data set"),
                ("swapscore evaluate runs/resnet --data photos --json", "by photographs of one's own, with the number of each confusion"),
            ],
            async (parsed, run) =>
            {
                var options = new EvaluateOptions(parsed.GetRequiredValue(folder), parsed.GetRequiredValue(training.Data)) { Device = training.ReadDevice(parsed), Threads = training.ReadThreads(parsed) };
                context.Interruption.IsHeeded = true;
                return run.Write(await run.RunAsync(() => run.Workflows.EvaluateAsync(options, run.Notes, run.Stop)).ConfigureAwait(false));
            });
    }
}
