using System.Text;

namespace SwapScore.Storage;

/// <summary>Writes whole files so that a reader, or a crash, sees the old content or the new, never a part.</summary>
public static class AtomicFile
{
    /// <summary>Refuses a path to which no file can be written, before any work is done.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="UsageException">Its folder is missing, it is a folder itself, or the system does not let it be written.</exception>
    public static void RequireWritable(string path)
    {
        if (Directory.Exists(path)) throw new UsageException($"{path} is a folder", "name a file");
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder && !Directory.Exists(folder))
            throw new UsageException($"cannot write {path}: there is no folder {folder}", "make it first, or choose another place");
        try
        {
            using var trial = new FileStream($"{path}.tmp", FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new UsageException(OutputException.At(path, fault, remedy: null).Message, "choose a folder you can write to");
        }
    }

    /// <summary>Writes a text, as UTF-8.</summary>
    /// <param name="path">The file.</param>
    /// <param name="content">The text.</param>
    /// <exception cref="OutputException">The file cannot be written; it is as it was.</exception>
    public static void Write(string path, string content) => Write(path, Encoding.UTF8.GetBytes(content));

    /// <summary>Writes bytes.</summary>
    /// <param name="path">The file.</param>
    /// <param name="content">The bytes.</param>
    /// <exception cref="OutputException">The file cannot be written; it is as it was.</exception>
    public static void Write(string path, byte[] content) => Write(path, stream => stream.Write(content));

    /// <summary>Writes what a function puts into a stream.</summary>
    /// <param name="path">The file.</param>
    /// <param name="write">Writes the content.</param>
    /// <exception cref="OutputException">The file cannot be written; it is as it was.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        var temporary = path + ".tmp";
        try
        {
            using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception fault) when (SystemReason.IsOfWriting(fault))
        {
            Discard(temporary);
            throw OutputException.At(path, fault, "free some space or choose another place");
        }
        catch
        {
            Discard(temporary);
            throw;
        }
    }

    /// <summary>Nothing is left of a file that could not be finished; where even that fails, the first fault is the one to report.</summary>
    private static void Discard(string temporary)
    {
        try
        {
            File.Delete(temporary);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
        }
    }
}
