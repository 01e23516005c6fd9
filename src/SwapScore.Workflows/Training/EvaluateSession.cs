using System.Text.Json.Nodes;
using SwapScore.Torch.Training;
using SwapScore.Workflows.Composition;
using SwapScore.Workflows.Sessions;
using SwapScore.Workflows.Tables;

namespace SwapScore.Workflows.Training;

/// <summary>Judges a trained network by images.</summary>
/// <param name="workflows">The parts of the product it uses.</param>
internal sealed class EvaluateSession(WorkflowContext workflows)
{
    /// <summary>Classifies images and counts what is right.</summary>
    /// <param name="options">Which network, by which images.</param>
    /// <param name="notes">Is told of images that cannot be read.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="SwapScoreException">The folder holds no training, or the images do not suit it.</exception>
    public Task<Outcome> RunAsync(EvaluateOptions options, IProgress<Note>? notes, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        OptionsCheck.Require((options.Threads >= 1, $"threads are at least 1, not {options.Threads}"));
        return Task.Run<Outcome>(() => Run(options, notes, cancellation), CancellationToken.None);
    }

    private Listing Run(EvaluateOptions options, IProgress<Note>? notes, CancellationToken cancellation)
    {
        var network = TrainedNetwork.Read(options.Folder, workflows.Spaces);
        var result = TrainingImages.Judge(options, network, notes, cancellation);
        return new Listing(
            new Table(
                [Column.Number("Images", "images"), Column.Number("Right %", "accuracy"), Column.Number("Loss", "loss")],
                [[result.Count, new CoefficientCell(result.Accuracy), new CoefficientCell(result.Loss)]]),
            ResultDocument.Create(new JsonObject
            {
                ["version"] = ProductVersion.Text,
                ["space"] = network.Space.Name,
                ["architecture"] = network.Architecture.Text,
                ["images"] = result.Count,
                ["accuracy"] = result.Accuracy,
                ["loss"] = result.Loss,
            }),
            new Detail("Images of each class (rows) by what they were taken for (columns)", "confusion", TrainTables.Confusion(result, network.Classes)));
    }
}
