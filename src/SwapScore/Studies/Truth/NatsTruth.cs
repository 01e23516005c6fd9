using System.Globalization;

namespace SwapScore.Studies.Truth;

/// <summary>
/// Reads <c>nats_bench.csv</c>: all 15,625 cells of NAS-Bench-201 with their test accuracy after 200 epochs, in per cent, on three data
/// sets.
/// </summary>
public static class NatsTruth
{
    private const string Expected = "nats_bench.csv with its header";
    private const string ArchitectureColumn = "ArchitectureString";

    private static readonly Dictionary<string, string> Columns = new()
    {
        ["cifar10"] = "CIFAR10TestAccuracy200Epochs",
        ["cifar100"] = "CIFAR100TestAccuracy200Epochs",
        ["ImageNet16-120"] = "ImageNetTestAccuracy200Epochs",
    };

    /// <summary>Reads the accuracies of one task.</summary>
    /// <param name="path">The file.</param>
    /// <param name="task"><c>cifar10</c>, <c>cifar100</c> or <c>ImageNet16-120</c>.</param>
    /// <exception cref="InputException">The file is missing, unreadable, without its header or without any row.</exception>
    public static TruthTable Read(string path, string task)
    {
        var file = TruthFile.Read(path, Expected);
        using var records = file.Records.GetEnumerator();
        var header = records.MoveNext() ? records.Current.Fields.ToList() : [];
        var architecture = header.IndexOf(ArchitectureColumn);
        var accuracy = header.IndexOf(Columns[task]);
        if (architecture < 0 || accuracy < 0)
            throw new InputException($"{path}: the header has no columns {ArchitectureColumn} and {Columns[task]}", $"expected {Expected}");

        var rows = new List<TruthRow>();
        var broken = new List<StudyFailure>();
        while (records.MoveNext())
        {
            var (row, fields) = (records.Current.Row, records.Current.Fields);
            if (fields.Count != header.Count)
                broken.Add(new StudyFailure(row, null, $"{fields.Count} columns instead of {header.Count}"));
            else if (!double.TryParse(fields[accuracy], NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || !double.IsFinite(value))
                broken.Add(new StudyFailure(row, fields[architecture], $"the accuracy '{fields[accuracy]}' is not a finite number"));
            else
                rows.Add(new TruthRow(row, fields[architecture], value));
        }

        return rows.Count + broken.Count > 0
            ? new TruthTable(file.Name, rows, broken, file.Fingerprint)
            : throw new InputException($"{path} holds no rows", $"expected {Expected}");
    }
}
