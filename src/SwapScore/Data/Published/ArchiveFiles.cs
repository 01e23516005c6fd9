using System.Formats.Tar;
using System.IO.Compression;

namespace SwapScore.Data.Published;

/// <summary>Takes the files that are wanted out of a compressed archive.</summary>
internal static class ArchiveFiles
{
    /// <summary>Unpacks files; each appears whole or not at all.</summary>
    /// <param name="archive">A tar archive, compressed with gzip.</param>
    /// <param name="targets">Where each goes, by its name in the archive.</param>
    /// <exception cref="InputException">It is no such archive, or lacks a file.</exception>
    public static void Unpack(string archive, IReadOnlyDictionary<string, string> targets)
    {
        var missing = targets.Keys.ToHashSet();
        try
        {
            using var compressed = File.OpenRead(archive);
            using var stream = new GZipStream(compressed, CompressionMode.Decompress);
            using var reader = new TarReader(stream);
            while (missing.Count > 0 && reader.GetNextEntry() is { } entry)
            {
                var name = entry.Name.StartsWith("./", StringComparison.Ordinal) ? entry.Name[2..] : entry.Name;
                if (!missing.Remove(name)) continue;
                var target = targets[name];
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                entry.ExtractToFile(target + ".tmp", overwrite: true);
                File.Move(target + ".tmp", target, overwrite: true);
            }
        }
        catch (Exception fault) when (fault is InvalidDataException or EndOfStreamException or FormatException)
        {
            throw new InputException($"{archive} is not the archive that was expected: {fault.Message}", null, fault);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw OutputException.At(Path.GetDirectoryName(targets.Values.First())!, fault, Remedy.FreeSpaceOrMoveData());
        }

        if (missing.Count > 0) throw new InputException($"{archive} holds no {string.Join(", ", missing.Order(StringComparer.Ordinal))}");
    }
}
