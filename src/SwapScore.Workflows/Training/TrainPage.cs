using System.Globalization;
using System.Text.Json.Nodes;
using SwapScore.Storage;
using SwapScore.Torch.Training;
using SwapScore.Workflows.Charts;
using SwapScore.Workflows.Html;
using SwapScore.Workflows.Tables;

namespace SwapScore.Workflows.Training;

/// <summary>The HTML report of a training: how it went, what it reached, and with which settings.</summary>
internal static class TrainPage
{
    public static HtmlReport Create(TrainOptions options, TrainingData data, TrainingOutcome training, IReadOnlyList<Detail> details, ChartFooter footer) => new(
        $"A trained network: {options.Space.Name}",
        footer,
        new ReportSection("Summary")
        {
            Paragraphs = [.. Sentences(options, data, training)],
            Figures =
            [
                new("accuracy", Curves(training, "Images classified rightly", "per cent", epoch => epoch.TrainingAccuracy, epoch => epoch.ValidationAccuracy, footer), "Accuracy over the epochs."),
                new("loss", Curves(training, "Loss", "cross entropy", epoch => epoch.TrainingLoss, epoch => epoch.ValidationLoss, footer), "Loss over the epochs."),
            ],
        },
        [
            TablePage.SectionOf(new Detail("Epochs", null, TrainTables.Epochs(training.Epochs))),
            .. details.Select(TablePage.SectionOf),
            TablePage.Settings("How the network was trained", Settings(options)),
        ]);

    private static IEnumerable<string> Sentences(TrainOptions options, TrainingData data, TrainingOutcome training)
    {
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"{options.Architecture.Text} was trained for {training.Epochs.Count} epochs by the protocol {options.Protocol.Name} on {data.TrainingCount:N0} images of {data.Classes.Count} classes; the network has {training.Network.Parameters:N0} parameters.");
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"Of {training.Result.Count:N0} images it did not learn from, it classifies {training.Result.Accuracy:0.00} % rightly; by chance it would be {100.0 / data.Classes.Count:0.0} %.");
        if (training.Best.Epoch != training.Epochs.Count)
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"After epoch {training.Best.Epoch} it was {training.Best.ValidationAccuracy:0.00} %; chosen by the same images, that is somewhat too favourable.");
    }

    private static LineChart Curves(
        TrainingOutcome training, string title, string label, Func<TrainingEpoch, double> ofTraining, Func<TrainingEpoch, double> ofValidation, ChartFooter footer) => new()
        {
            Title = title,
            Subtitle = "of the images as they were seen in training, and of the validation images after each epoch",
            XLabel = "epoch",
            YLabel = label,
            Series =
        [
            new("training", [.. training.Epochs.Select(epoch => new ChartPoint(epoch.Epoch, ofTraining(epoch)))]),
            new("validation", [.. training.Epochs.Select(epoch => new ChartPoint(epoch.Epoch, ofValidation(epoch)))]),
        ],
            Footer = footer,
        };

    private static JsonObject Settings(TrainOptions options) => new()
    {
        ["space"] = options.Space.Name,
        ["architecture"] = options.Architecture.Text,
        ["protocol"] = JsonNode.Parse(JsonText.Line(options.Protocol.ToJson())),
        ["seed"] = options.Seed,
        ["device"] = options.Device.ToString(),
        ["threads"] = options.Threads,
    };
}
