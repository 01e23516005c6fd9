using System.Globalization;
using System.Text.Json.Nodes;
using SwapScore.Evaluation;
using SwapScore.Json;
using SwapScore.Storage;
using SwapScore.Studies;
using SwapScore.Studies.Ablation;
using SwapScore.Values;
using SwapScore.Workflows.Tables;

namespace SwapScore.Workflows.Studies.Ablation;

/// <summary>The points of an ablation as a table and as a document.</summary>
internal static class AblationDocuments
{
    public static Table AsTable(IReadOnlyList<AblationPoint> points, IReadOnlyList<string> metrics) => new(
        [
            Column.Text("Data", "data"), Column.Number("Batch size", "batchSize"), Column.Text("Side", "imageSize"), Column.Number("Repeats", "repeats"),
            Column.Text("Initialiser", "initializer"), Column.Number("Networks", "architectures"),
            .. metrics.Select(metric => Column.Number(metric, metric, $"{metric}.standardError")),
        ],
        [.. points.Select(point => (ValueList<Cell>)
        [
            new TextCell(point.Setting.Data, Path.GetFileName(point.Setting.Data)), point.Setting.BatchSize, Side(point.Setting), point.Setting.Repeats,
            point.Setting.Initializer ?? "as the space", point.Architectures,
            .. metrics.Select(metric => new SpreadCell(point.Spearman[metric].Mean, point.Spearman[metric].StandardError)),
        ])]);

    public static JsonObject AsJson(IReadOnlyList<AblationPoint> points, StudyDefinition definition, AblationGrid grid)
    {
        var document = ResultDocument.Create("points", points.Select(point => new JsonObject
        {
            ["data"] = point.Setting.Data,
            ["batch"] = EvaluationJson.BatchNode(point.Setting.BatchSize),
            ["imageSize"] = point.Setting.Side,
            ["options"] = new JsonObject { ["repeats"] = point.Setting.Repeats, ["initializer"] = point.Setting.Initializer },
            ["architectures"] = point.Architectures,
            ["spearman"] = new JsonObject(definition.Options.Metrics.Select(metric => KeyValuePair.Create(metric, (JsonNode?)new JsonObject
            {
                ["mean"] = JsonText.Number(point.Spearman[metric].Mean),
                ["standardError"] = JsonText.Number(point.Spearman[metric].StandardError),
                ["bySeed"] = new JsonArray([.. point.Spearman[metric].Values.Select(JsonText.Number)]),
            }))),
            ["failure"] = point.Failure,
        }));
        document["space"] = definition.Space;
        document["task"] = definition.Task;
        document["options"] = Shared(definition.Options);
        document["seeds"] = grid.Seeds;
        document["truthFingerprint"] = definition.TruthFingerprint;
        document["version"] = definition.Version;
        return document;
    }

    /// <summary>The options that all points have.</summary>
    private static JsonObject Shared(EvaluationOptions options)
    {
        var node = EvaluationJson.Node(options).AsObject();
        node.Remove("repeats");
        node.Remove("initializer");
        return node;
    }

    public static string Words(AblationSetting setting) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Path.GetFileName(setting.Data)}, batch size {setting.BatchSize}, side {Side(setting)}, {setting.Repeats} repeats, {setting.Initializer ?? "initialiser of the space"}");

    private static string Side(AblationSetting setting) => setting.Side?.ToString(CultureInfo.InvariantCulture) ?? "own";
}
