using System.Text.Json;
using SwapScore.Truth;
using SwapScore.Values;

namespace SwapScore.Spaces.NasBenchMacro;

/// <summary>
/// Reads <c>nas-bench-macro_cifar10.json</c>: by code, the mean test accuracy of three trainings in per cent, with its deviation
/// (<c>std</c>) and the sizes of the network (<c>params</c>, <c>flops</c>) as published columns.
/// </summary>
internal sealed class NasBenchMacroTruth : ITruthReader
{
    private const string Expected = "nas-bench-macro_cifar10.json";
    private const string Accuracy = "mean_acc";

    /// <summary>Numbers that are columns beside the accuracy.</summary>
    private static readonly string[] Columns = ["std", "params", "flops"];

    /// <summary>The benchmark's own name, and one like those of the other tables.</summary>
    public IReadOnlyList<string> FileNames => [Expected, "nasbench_macro_cifar10.json"];

    /// <inheritdoc/>
    public bool Accepts(TruthFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return file.First == '{';
    }

    /// <inheritdoc/>
    public TruthTable Read(TruthFile file, string task, TruthFile? published)
    {
        ArgumentNullException.ThrowIfNull(file);
        using var document = PythonJson.Parse(file, Expected);
        var (rows, broken) = (new List<TruthRow>(), new List<RowFailure>());
        foreach (var (index, entry) in document.RootElement.EnumerateObject().Index())
        {
            if (Number(entry.Value, Accuracy) is { } accuracy)
                rows.Add(new TruthRow(index + 1, entry.Name, accuracy) { Published = Numbers(entry.Value) });
            else
                broken.Add(new RowFailure(index + 1, entry.Name, $"it has no finite {Accuracy}"));
        }

        return rows.Count > 0
            ? new TruthTable(file.Name, [.. rows], [.. broken], file.Fingerprint)
            : throw new InputException($"{file.Path} has no network with {Accuracy}", $"expected {Expected}");
    }

    private static ValueDictionary<double> Numbers(JsonElement network) => ValueDictionary<double>.Create(Columns
        .Select(name => (Name: name, Value: Number(network, name)))
        .Where(column => column.Value is not null)
        .ToDictionary(column => column.Name, column => column.Value!.Value));

    /// <summary>A finite number of a network; null where there is none.</summary>
    private static double? Number(JsonElement network, string name) =>
        network.ValueKind == JsonValueKind.Object && network.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.Number && value.GetDouble() is var number && double.IsFinite(number)
            ? number
            : null;
}
