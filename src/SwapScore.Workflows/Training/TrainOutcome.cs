using System.Text.Json.Nodes;
using SwapScore.Storage;
using SwapScore.Torch.Training;
using SwapScore.Workflows.Charts;
using SwapScore.Workflows.Composition;
using SwapScore.Workflows.Html;
using SwapScore.Workflows.Tables;

namespace SwapScore.Workflows.Training;

/// <summary>What a training brought.</summary>
public sealed class TrainOutcome
{
    /// <summary>Name of the report in a run folder.</summary>
    public const string ReportName = "report.html";

    private readonly TrainOptions _options;
    private readonly TrainingData _data;

    internal TrainOutcome(TrainOptions options, TrainingData data, TrainingOutcome training) => (_options, _data, Training) = (options, data, training);

    /// <summary>The network and its epochs.</summary>
    public TrainingOutcome Training { get; }

    /// <summary>The run folder; null where nothing was kept.</summary>
    public string? Folder => _options.Folder;

    /// <summary>The epochs as a table.</summary>
    public Table Table => TrainTables.Epochs(Training.Epochs);

    /// <summary>Further tables: which classes are taken for which.</summary>
    public IReadOnlyList<Detail> Details => [new("Images of each class (rows) by what they were taken for (columns)", "confusion", TrainTables.Confusion(Training.Result, _data.Classes))];

    /// <summary>Everything, for programs.</summary>
    public JsonObject Document => ResultDocument.Create(new JsonObject
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

    /// <summary>Why files could not be written at the end; empty where all were.</summary>
    public IReadOnlyList<Exception> FileFaults { get; internal set; } = [];

    /// <summary>The training as an HTML page: curves, epochs, classes, settings.</summary>
    /// <param name="command">How the training is made again, as the front end says it.</param>
    public HtmlReport CreatePage(string command) => TrainPage.Create(
        _options, _data, Training, Details, new ChartFooter(ProductVersion.Text, command, _options.Seed, $"{_data.TrainingCount} images ({_data.Shape}, {_data.Fingerprint})"));

    /// <summary>Writes the page into the run folder; does nothing where there is none.</summary>
    /// <param name="command">How the training is made again, as the front end says it.</param>
    /// <exception cref="OutputException">It cannot be written.</exception>
    public void WriteReport(string command)
    {
        if (Folder is not { } folder) return;
        var page = CreatePage(command);
        page.Save(Path.Combine(folder, ReportName));
        page.SaveFigures(folder);
    }

    internal void WriteResult(string folder) => AtomicFile.Write(Path.Combine(folder, "result.json"), JsonText.Document(Document));
}
