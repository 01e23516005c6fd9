using System.Security.Cryptography;
using System.Text;
using SwapScore.Storage.Csv;

namespace SwapScore.Truth;

/// <summary>The content of a table of ground truth.</summary>
/// <param name="path">Where it lies.</param>
/// <param name="bytes">Its bytes as they are in the file.</param>
public sealed class TruthFile(string path, ReadOnlyMemory<byte> bytes)
{
    /// <summary>The largest file that is read.</summary>
    public const long MaximumBytes = 256L << 20;

    /// <summary>Where it lies.</summary>
    public string Path => path;

    /// <summary>Its bytes as they are in the file.</summary>
    public ReadOnlyMemory<byte> Bytes => bytes;

    /// <summary>The file name, without its folder.</summary>
    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>First 16 hexadecimal digits of the SHA-256 of the bytes.</summary>
    public string Fingerprint => Convert.ToHexStringLower(SHA256.HashData(Bytes.Span))[..16];

    /// <summary>The text as UTF-8, without a byte order mark. A mark of UTF-16, as some programs of Windows write it, is followed.</summary>
    /// <exception cref="InputException">It is neither UTF-8 nor marked as UTF-16.</exception>
    public ReadOnlyMemory<byte> Utf8
    {
        get
        {
            foreach (var utf16 in (Encoding[])[Encoding.Unicode, Encoding.BigEndianUnicode])
                if (Bytes.Span.StartsWith(utf16.Preamble)) return Encoding.Convert(utf16, Encoding.UTF8, Bytes.Span[utf16.Preamble.Length..].ToArray());
            var text = Bytes.Span.StartsWith(Encoding.UTF8.Preamble) ? Bytes[Encoding.UTF8.Preamble.Length..] : Bytes;
            return System.Text.Unicode.Utf8.IsValid(text.Span) ? text : throw new InputException($"{Path} is not UTF-8 text", "save it as UTF-8");
        }
    }

    /// <summary>The first character that is not blank; null for an empty text.</summary>
    internal char? First
    {
        get
        {
            foreach (var unit in Utf8.Span)
                if (unit is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')) return (char)unit;
            return null;
        }
    }

    /// <summary>Whether the name says that it is a table of separated values.</summary>
    internal bool IsNamedTable => System.IO.Path.GetExtension(Path).ToLowerInvariant() is ".csv" or ".tsv" or ".txt";

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="expected">What it should be, for the hint.</param>
    /// <exception cref="InputException">The file is missing, unreadable, a folder or too large.</exception>
    public static TruthFile Read(string path, string expected)
    {
        try
        {
            if (Directory.Exists(path)) throw new InputException($"{path} is a folder", $"give the file itself: {expected}");
            var file = new FileInfo(path);
            if (file.Exists && file.Length > MaximumBytes)
                throw new InputException($"{path} has {file.Length} bytes, more than the {MaximumBytes} a table may have");
            return new TruthFile(path, File.ReadAllBytes(path));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"cannot read the table {path}: {SystemReason.Describe(path, fault)}", $"give the path of {expected}", fault);
        }
    }

    /// <summary>The records of a file of separated values.</summary>
    /// <param name="separator">What stands between two fields.</param>
    /// <exception cref="InputException">It is not UTF-8, a quoted field does not end, or a record is too long.</exception>
    internal IEnumerable<CsvRecord> Records(char separator = ',') => CsvReader.Read(new StringReader(Encoding.UTF8.GetString(Utf8.Span)), Name, separator);
}
