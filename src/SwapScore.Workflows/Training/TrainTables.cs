using SwapScore.Torch.Training;
using SwapScore.Values;
using SwapScore.Workflows.Tables;

namespace SwapScore.Workflows.Training;

/// <summary>What trainings write for people.</summary>
internal static class TrainTables
{
    /// <summary>One row per epoch.</summary>
    public static Table Epochs(IEnumerable<TrainingEpoch> epochs) => new(
        [
            Column.Number("Epoch", "epoch"), Column.Number("Rate", "learningRate"), Column.Number("Loss", "trainingLoss"), Column.Number("Right %", "trainingAccuracy"),
            Column.Number("Validation loss", "validationLoss"), Column.Number("Validation right %", "validationAccuracy"), Column.Number("Seconds", "seconds"),
            Column.Number("Images/s", "imagesPerSecond"),
        ],
        [
            .. epochs.Select(epoch => (ValueList<Cell>)
            [
                epoch.Epoch, new CoefficientCell(epoch.LearningRate), new CoefficientCell(epoch.TrainingLoss), new CoefficientCell(epoch.TrainingAccuracy),
                new CoefficientCell(epoch.ValidationLoss), new CoefficientCell(epoch.ValidationAccuracy), new CoefficientCell(epoch.Seconds), new CoefficientCell(epoch.ImagesPerSecond),
            ]),
        ]);

    /// <summary>One row per class, with a column for each class its images were taken for.</summary>
    public static Table Confusion(ClassificationResult result, IReadOnlyList<string> classes) => new(
        [Column.Text("Class", "class"), .. classes.Select(name => Column.Number(name, name)), Column.Number("Right %", "accuracy")],
        [
            .. result.Confusion.Select((row, label) => (ValueList<Cell>)
                [classes[label], .. row.Select(count => (Cell)count), new CoefficientCell(100.0 * row[label] / row.Sum())]),
        ]);
}
