using System.Security.Cryptography;
using SwapScore.Storage.Csv;

namespace SwapScore.Studies.Truth;

/// <summary>The bytes of a table of ground truth.</summary>
internal sealed record TruthFile(string Path, byte[] Bytes)
{
    /// <summary>The largest file that is read.</summary>
    public const long MaximumBytes = 256L << 20;

    public string Name => System.IO.Path.GetFileName(Path);

    public string Fingerprint => Convert.ToHexStringLower(SHA256.HashData(Bytes))[..16];

    /// <summary>The records of a file of comma-separated values.</summary>
    /// <exception cref="InputException">It is not UTF-8, a quoted field does not end, or a record is too long.</exception>
    public IEnumerable<CsvRecord> Records => CsvReader.Read(Bytes, Path);

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
            throw new InputException($"cannot read the table {path}: {fault.Message}", $"give the path of {expected}", fault);
        }
    }
}
