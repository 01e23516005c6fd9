using System.Globalization;
using SwapScore.Storage.Csv;

namespace SwapScore.Truth;

/// <summary>
/// Reads a table of architectures and accuracies, as <c>DARTS_archs_CIFAR10.csv</c> is published, and as pandas and spreadsheets write them:
/// separated by commas, semicolons or tabs, with or without a header and an index column, accuracies with or without a per cent sign.
/// </summary>
/// <remarks>
/// Without a header the architecture comes first, the accuracy last. With one, the columns are found by name; of several accuracies that of
/// validation is taken. Where fields are separated by semicolons or tabs, a decimal comma is read too.
/// </remarks>
/// <param name="fileNames">Names under which tables of the format are published.</param>
public sealed class AccuracyTruth(params IReadOnlyList<string> fileNames) : ITruthReader
{
    private const string Expected = "a table of architecture and accuracy";

    // An index column, the architecture and the accuracy.
    private const int WithIndex = 3;

    private static readonly HashSet<string> ArchitectureNames = new(StringComparer.OrdinalIgnoreCase)
    {
        "architecture", "arch", "arch_str", "ArchitectureString", "genotype", "cell", "network", "encoder", "model", "config", "key",
    };

    private static readonly string[] AccuracyNames = ["val_accuracy", "valid_accuracy", "validation_accuracy", "val_acc", "test_accuracy", "test_acc", "accuracy", "acc", "score", "truth", "value"];

    /// <inheritdoc/>
    public IReadOnlyList<string> FileNames => fileNames;

    /// <summary>The column of a task's accuracies, for tables that have one for each; null to find it by usual names. Default: null.</summary>
    public Func<string, string?>? AccuracyColumn { get; init; }

    /// <summary>Reads a table.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InputException">The file is missing, unreadable, too large, not text or without any row.</exception>
    public static TruthTable Read(string path) => new AccuracyTruth().Read(TruthFile.Read(path, Expected), "", null);

    /// <inheritdoc/>
    public bool Accepts(TruthFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return file.IsNamedTable || file.First is not ('{' or '[' or null);
    }

    /// <inheritdoc/>
    public TruthTable Read(TruthFile file, string task, TruthFile? published)
    {
        ArgumentNullException.ThrowIfNull(file);
        var separator = Separator(file);
        var records = file.Records(separator).ToList();
        if (records.Count == 0) throw new InputException($"{file.Path} holds no rows", $"expected {Expected}");
        var columns = Columns.Find(records[0], AccuracyColumn?.Invoke(task), file.Path, separator != ',');
        var (rows, broken) = (new List<TruthRow>(), new List<RowFailure>());
        foreach (var record in records.Skip(columns.HasHeader ? 1 : 0))
        {
            if (columns.Reason(record) is { } reason)
                broken.Add(new RowFailure(record.Row, record.Fields.Count > columns.Architecture ? record.Fields[columns.Architecture] : null, reason));
            else
                rows.Add(new TruthRow(record.Row, record.Fields[columns.Architecture], columns.Value(record.Fields[columns.Accuracy])!.Value));
        }

        return rows.Count + broken.Count > 0
            ? new TruthTable(file.Name, [.. rows], [.. broken], file.Fingerprint)
            : throw new InputException($"{file.Path} holds no rows", $"expected {Expected}");
    }

    /// <summary>A tab or a semicolon where the first line has one outside quotes, otherwise a comma.</summary>
    private static char Separator(TruthFile file)
    {
        var (isQuoted, found) = (false, ',');
        foreach (var unit in file.Utf8.Span)
        {
            if (unit == '"') isQuoted = !isQuoted;
            if (isQuoted) continue;
            if (unit == '\t') return '\t';
            if (unit == ';') found = ';';
            if (unit == '\n') break;
        }

        return found;
    }

    /// <summary>Where architecture and accuracy stand.</summary>
    private sealed record Columns(int Count, int Architecture, int Accuracy, bool HasHeader, bool HasDecimalComma)
    {
        /// <exception cref="InputException">The header does not have the column that is asked for.</exception>
        public static Columns Find(CsvRecord first, string? accuracy, string path, bool hasDecimalComma)
        {
            var names = first.Fields.Select(name => name.Trim()).ToList();
            var architecture = names.FindIndex(ArchitectureNames.Contains);
            var isHeader = architecture >= 0 || (accuracy is not null && names.Contains(accuracy)) || names.Exists(name => AccuracyNames.Contains(name, StringComparer.OrdinalIgnoreCase));
            if (!isHeader)
                return new Columns(names.Count, names.Count == WithIndex ? 1 : 0, names.Count == WithIndex ? 2 : 1, HasHeader: false, hasDecimalComma);

            // A table that has a column per task by its format must not be read by another: only by a usual name of the accuracy.
            var usual = AccuracyNames.Select(known => names.FindIndex(name => name.Equals(known, StringComparison.OrdinalIgnoreCase)));
            var value = accuracy is not null
                ? usual.Prepend(names.IndexOf(accuracy)).FirstOrDefault(index => index >= 0, -1)
                : usual.Append(names.FindLastIndex(name => name.Contains("acc", StringComparison.OrdinalIgnoreCase))).Append(names.Count - 1).First(index => index >= 0);

            // The architecture of a header without a known name is the first column that is neither an index nor the accuracy.
            if (architecture < 0) architecture = names.FindIndex(name => name.Length > 0 && !name.StartsWith("Unnamed", StringComparison.Ordinal) && names.IndexOf(name) != value);
            return architecture >= 0 && value >= 0 && architecture != value
                ? new Columns(names.Count, architecture, value, HasHeader: true, hasDecimalComma)
                : throw new InputException(
                    $"{path}: the header has no columns of architecture and {accuracy ?? "accuracy"}, only {string.Join(", ", names.Where(name => name.Length > 0).Take(10).Select(PrintableText.Beginning))}",
                    $"expected {Expected}");
        }

        /// <summary>Why a record is no row; null when it is one.</summary>
        public string? Reason(CsvRecord record)
        {
            var expected = HasHeader ? $"{Count}" : "genotype and accuracy";
            if (HasHeader ? record.Fields.Count != Count : record.Fields.Count != Count || Count is < 2 or > WithIndex)
                return $"{record.Fields.Count} columns instead of {expected}";
            if (string.IsNullOrWhiteSpace(record.Fields[Architecture])) return "the genotype is empty";
            return Value(record.Fields[Accuracy]) is null ? $"the accuracy '{PrintableText.Beginning(record.Fields[Accuracy])}' is not a finite number" : null;
        }

        /// <summary>A number, perhaps with a per cent sign; null for anything else.</summary>
        public double? Value(string text)
        {
            var number = text.AsSpan().Trim().TrimEnd('%').TrimEnd().ToString();
            if (HasDecimalComma && !number.Contains('.', StringComparison.Ordinal)) number = number.Replace(',', '.');
            return double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value : null;
        }
    }
}
