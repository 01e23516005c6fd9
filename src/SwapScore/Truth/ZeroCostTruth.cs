using System.Text.Json;
using SwapScore.Values;

namespace SwapScore.Truth;

/// <summary>
/// Reads the zero-cost tables of NAS-Bench-Suite-Zero (<c>zc_*.json</c>): by task and architecture key, the validation accuracy and the
/// values of published metrics. Both layouts are read: a value may be a number or an object with <c>score</c>, and the tasks may lie
/// one level deeper under the name of the benchmark. Fields that are not numbers are passed over.
/// </summary>
/// <remarks>Krishnakumar et al.: NAS-Bench-Suite-Zero (NeurIPS 2022).</remarks>
internal sealed class ZeroCostTruth : ITruthReader
{
    private const string Expected = "a zero-cost table such as zc_nasbench201.json";
    private const string Accuracy = "val_accuracy";

    /// <summary>What the tables write where a metric could not be computed.</summary>
    private const double Failed = -1e8;

    /// <summary>The format of some published tables.</summary>
    /// <param name="fileNames">Their file names.</param>
    public ZeroCostTruth(params IReadOnlyList<string> fileNames) => FileNames = fileNames;

    /// <inheritdoc/>
    public IReadOnlyList<string> FileNames { get; }

    /// <inheritdoc/>
    public bool Accepts(TruthFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return file.First == '{';
    }

    /// <summary>Reads the rows of one task.</summary>
    /// <param name="path">The file.</param>
    /// <param name="task">Name of the task.</param>
    /// <exception cref="InputException">The file is missing, unreadable, no JSON, or has no such task.</exception>
    public static TruthTable Read(string path, string task) => Read(TruthFile.Read(path, Expected), task);

    /// <inheritdoc/>
    public TruthTable Read(TruthFile file, string task, TruthFile? published) => Read(file, task);

    private static TruthTable Read(TruthFile file, string task)
    {
        using var document = PythonJson.Parse(file, Expected);
        var rows = new List<TruthRow>();
        var broken = new List<RowFailure>();
        foreach (var entry in Task(document.RootElement, task, file.Path).EnumerateObject())
        {
            var row = rows.Count + broken.Count + 1;
            var values = entry.Value.ValueKind == JsonValueKind.Object
                ? entry.Value.EnumerateObject().Select(field => (field.Name, Value: Number(field.Value)))
                    .Where(field => field.Value is not null).ToDictionary(field => field.Name, field => field.Value!.Value)
                : [];
            if (values.Remove(Accuracy, out var accuracy))
                rows.Add(new TruthRow(row, entry.Name, accuracy) { Published = ValueDictionary<double>.Create(values) });
            else
                broken.Add(new RowFailure(row, entry.Name, $"it has no finite {Accuracy}"));
        }

        return rows.Count + broken.Count > 0
            ? new TruthTable(file.Name, [.. rows], [.. broken], file.Fingerprint)
            : throw new InputException($"{file.Path}: task {task} holds no rows", $"expected {Expected}");
    }

    private static JsonElement Task(JsonElement root, string task, string path)
    {
        if (root.ValueKind == JsonValueKind.Object)
        {
            if (root.TryGetProperty(task, out var found) && found.ValueKind == JsonValueKind.Object) return found;
            foreach (var benchmark in root.EnumerateObject().Where(one => one.Value.ValueKind == JsonValueKind.Object))
                if (benchmark.Value.TryGetProperty(task, out found) && found.ValueKind == JsonValueKind.Object)
                    return found;
        }

        var tasks = root.ValueKind == JsonValueKind.Object ? string.Join(", ", root.EnumerateObject().Take(10).Select(one => one.Name)) : "none";
        throw new InputException($"{path} has no task '{task}'; it holds {tasks}", $"expected {Expected}");
    }

    /// <summary>A value, or null for what is no number or marks a failure.</summary>
    private static double? Number(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number when value.GetDouble() is var number && double.IsFinite(number) && number > Failed => number,
        JsonValueKind.Object when value.TryGetProperty("score", out var score) && score.ValueKind == JsonValueKind.Number => Number(score),
        _ => null,
    };
}
