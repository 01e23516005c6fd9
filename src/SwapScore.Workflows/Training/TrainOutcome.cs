using System.Globalization;
using System.Text.Json.Nodes;
using SwapScore.Storage;
using SwapScore.Torch.Training;
using SwapScore.Workflows.Charts;
using SwapScore.Workflows.Composition;
using SwapScore.Workflows.Html;
using SwapScore.Workflows.Sessions;
using SwapScore.Workflows.Tables;

namespace SwapScore.Workflows.Training;

/// <summary>What a training brought.</summary>
internal sealed class TrainOutcome : Outcome
{
    private readonly TrainOptions _options;
    private readonly TrainingData _data;

    public TrainOutcome(TrainOptions options, TrainingData data, TrainingOutcome training) => (_options, _data, Training) = (options, data, training);

    /// <summary>The network and its epochs.</summary>
    public TrainingOutcome Training { get; }

    public override string? Folder => _options.Folder;

    public override Table Table => TrainTables.Epochs(Training.Epochs);

    public override IReadOnlyList<Detail> Details => [new("Images of each class (rows) by what they were taken for (columns)", "confusion", TrainTables.Confusion(Training.Result, _data.Classes))];

    public override JsonObject Document => ResultDocument.Create(new JsonObject
    {
        ["version"] = ProductVersion.Text,
        ["space"] = _options.Space.Name,
        ["architecture"] = _options.Architecture.Text,
        ["protocol"] = _options.Protocol.Name,
        ["parameters"] = Training.Network.Parameters,
        ["data"] = _data.Fingerprint,
        ["accuracy"] = Training.Result.Accuracy,
        ["loss"] = Training.Result.Loss,
        ["bestEpoch"] = Training.Best.Epoch,
        ["bestAccuracy"] = Training.Best.ValidationAccuracy,
        ["epochs"] = new Detail("", null, Table).ToJson(),
    });

    public override IEnumerable<Note> Notes =>
    [
        new Note(string.Create(
            CultureInfo.InvariantCulture,
            $"{Training.Result.Accuracy:0.00} % of {Training.Result.Count} images right, by {Training.Network.Parameters} parameters · {_options.Protocol.Name} · seed {_options.Seed} · {Seconds:0} s")),
        .. NotesOfFolder("weights, model and log"),
    ];

    public override HtmlReport CreatePage(string command) => TrainPage.Create(
        _options, _data, Training, Details, new ChartFooter(ProductVersion.Text, command, _options.Seed, $"{_data.TrainingCount} images ({_data.Shape}, {_data.Fingerprint})"));

    public void WriteResult(string folder) => AtomicFile.Write(Path.Combine(folder, "result.json"), JsonText.Document(Document));
}
