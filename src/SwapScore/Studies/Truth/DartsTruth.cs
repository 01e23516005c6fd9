using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SwapScore.Studies.Csv;

namespace SwapScore.Studies.Truth;

/// <summary>
/// Reads <c>DARTS_archs_CIFAR10.csv</c>, published with SWAP-Score: no header, the genotype in quotes, then the CIFAR-10 validation
/// accuracy in per cent.
/// </summary>
public static class DartsTruth
{
    /// <summary>The largest file that is read.</summary>
    public const long MaximumBytes = 256L << 20;

    /// <summary>Reads a table.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InputException">The file is missing, unreadable, too large, not text or without any row.</exception>
    public static TruthTable Read(string path)
    {
        var bytes = ReadBytes(path);
        var name = Path.GetFileName(path);
        var start = bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
        using var text = new StreamReader(
            new MemoryStream(bytes, start, bytes.Length - start), new UTF8Encoding(false, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: false);
        var rows = new List<TruthRow>();
        var broken = new List<StudyFailure>();
        try
        {
            foreach (var record in CsvReader.Read(text, name))
            {
                if (Reason(record) is { } reason)
                    broken.Add(new StudyFailure(record.Row, record.Fields[0], reason));
                else
                    rows.Add(new TruthRow(record.Row, record.Fields[0], Parse(record.Fields[1])!.Value));
            }
        }
        catch (DecoderFallbackException fault)
        {
            throw new InputException($"{path} is not UTF-8 text", "expected a CSV file of genotype and accuracy", fault);
        }

        if (rows.Count == 0 && broken.Count == 0) throw new InputException($"{path} holds no rows", "expected a CSV file of genotype and accuracy");
        return new TruthTable(name, rows, broken, Convert.ToHexStringLower(SHA256.HashData(bytes))[..16]);
    }

    private static byte[] ReadBytes(string path)
    {
        try
        {
            if (Directory.Exists(path)) throw new InputException($"{path} is a folder", "give the CSV file itself");
            var file = new FileInfo(path);
            if (file.Exists && file.Length > MaximumBytes)
                throw new InputException($"{path} has {file.Length} bytes, more than the {MaximumBytes} a table may have");
            return File.ReadAllBytes(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"cannot read the table {path}: {fault.Message}", "give the path of DARTS_archs_CIFAR10.csv", fault);
        }
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
