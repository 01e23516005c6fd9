namespace SwapScore.Workflows.Output;

/// <summary>Checks of files that will be written, before any work is done.</summary>
public static class OutputFile
{
    /// <summary>Refuses a path whose folder is missing.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="UsageException">There is no such folder.</exception>
    public static void RequireFolder(string path)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder && !Directory.Exists(folder))
            throw new UsageException($"cannot write {path}: there is no folder {folder}", "make it first, or choose another place");
    }
}
