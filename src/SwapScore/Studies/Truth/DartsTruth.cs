using System.Globalization;
using SwapScore.Storage.Csv;

namespace SwapScore.Studies.Truth;

/// <summary>
/// Reads <c>DARTS_archs_CIFAR10.csv</c>, published with SWAP-Score: no header, the genotype in quotes, then the CIFAR-10 validation
/// accuracy in per cent.
/// </summary>
public static class DartsTruth
{
    private const string Expected = "DARTS_archs_CIFAR10.csv, a CSV file of genotype and accuracy";

    /// <summary>Reads a table.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InputException">The file is missing, unreadable, too large, not text or without any row.</exception>
    public static TruthTable Read(string path)
    {
        var file = TruthFile.Read(path, Expected);
        var rows = new List<TruthRow>();
        var broken = new List<StudyFailure>();
        foreach (var record in file.Records)
        {
            if (Reason(record) is { } reason)
                broken.Add(new StudyFailure(record.Row, record.Fields[0], reason));
            else
                rows.Add(new TruthRow(record.Row, record.Fields[0], Parse(record.Fields[1])!.Value));
        }

        if (rows.Count == 0 && broken.Count == 0) throw new InputException($"{path} holds no rows", $"expected {Expected}");
        return new TruthTable(file.Name, rows, broken, file.Fingerprint);
    }

    /// <summary>Why a record is no row; null when it is one.</summary>
    private static string? Reason(CsvRecord record) => record.Fields switch
    {
        { Count: not 2 } => $"{record.Fields.Count} columns instead of genotype and accuracy",
        [var genotype, _] when string.IsNullOrWhiteSpace(genotype) => "the genotype is empty",
        [_, var accuracy] when Parse(accuracy) is null => $"the accuracy '{Shortened(accuracy)}' is not a finite number",
        _ => null,
    };

    private static double? Parse(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value : null;

    private static string Shortened(string text) => text.Length <= 40 ? text : $"{text[..40]}…";
}
