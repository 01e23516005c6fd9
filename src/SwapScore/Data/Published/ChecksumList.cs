namespace SwapScore.Data.Published;

/// <summary>
/// The checksums of the files of a folder, in one text file that <c>sha256sum --check</c> reads: they are noted when files are downloaded,
/// and compared with ever after.
/// </summary>
internal sealed class ChecksumList(string folder)
{
    private const string Separator = "  ";

    private string FilePath => Path.Combine(folder, "checksums.sha256");

    /// <summary>The checksum of a file as noted; null for none.</summary>
    /// <param name="path">Path in the folder.</param>
    public Checksum? Find(string path) => Read().TryGetValue(path, out var value) ? new Checksum(Checksum.Sha256, value) : null;

    public void Note(string path, Checksum checksum)
    {
        var known = Read();
        known[path] = checksum.Hexadecimal;
        Storage.AtomicFile.Write(FilePath, string.Concat(known.Select(pair => $"{pair.Value}{Separator}{pair.Key}\n")));
    }

    private SortedDictionary<string, string> Read()
    {
        var known = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (!File.Exists(FilePath)) return known;
        foreach (var line in File.ReadLines(FilePath))
        {
            if (line.Split(Separator, 2) is [{ Length: 64 } value, { Length: > 0 } path]) known[path] = value;
        }

        return known;
    }
}
