namespace SwapScore.Server.Requests;

/// <summary>A file that was sent, with the name its sender knows it by.</summary>
/// <param name="Name">The name, without a folder.</param>
/// <param name="File">The name it was sent under, the SHA-256 of its content.</param>
internal sealed record NamedFile(string Name, string File)
{
    private const int LongestName = 200;

    /// <summary>Puts files into a folder, under the names of their sender.</summary>
    /// <param name="files">The files.</param>
    /// <param name="folder">The folder; it is made.</param>
    /// <param name="sent">Where they are.</param>
    public static void PutInto(string folder, IEnumerable<NamedFile> files, SentFiles sent)
    {
        Directory.CreateDirectory(folder);
        foreach (var file in files)
            System.IO.File.Copy(sent.Find(file.File), Path.Combine(folder, file.Name), overwrite: true);
    }

    /// <summary>Requires names that are names alone and differ, and files that were sent.</summary>
    /// <exception cref="UsageException">One of them is not so.</exception>
    public static void Require(IReadOnlyList<NamedFile> files, SentFiles sent)
    {
        foreach (var file in files)
        {
            if (file.Name is "" or "." or ".." || file.Name.Length > LongestName || file.Name.StartsWith('.') || file.Name.Any(character => character is '/' or '\\' || char.IsControl(character)))
                throw new UsageException($"{PrintableText.Escape(file.Name)} is no name of a file", $"names have 1 … {LongestName} characters, no folder, and do not begin with a dot");
            sent.Find(file.File);
        }

        if (files.GroupBy(file => file.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1) is { } same)
            throw new UsageException($"two files are called {PrintableText.Escape(same.Key)}", "give them names that differ");
    }
}
