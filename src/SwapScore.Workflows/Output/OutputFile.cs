using SwapScore.Storage;

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

    /// <summary>Refuses a folder in which no file can be written.</summary>
    /// <param name="path">The folder.</param>
    /// <exception cref="UsageException">The system does not let it be written to.</exception>
    public static void RequireWritableFolder(string path) => RunFolder.RequireWritable(path);

    /// <summary>Refuses a path to which no file can be written.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="UsageException">Its folder is missing, it is a folder itself, or the system does not let it be written.</exception>
    public static void RequireWritable(string path)
    {
        if (Directory.Exists(path)) throw new UsageException($"{path} is a folder", "name a file");
        RequireFolder(path);
        try
        {
            using var trial = new FileStream($"{path}.tmp", FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new UsageException(OutputException.At(path, fault, remedy: null).Message, "choose a folder you can write to");
        }
    }
}
