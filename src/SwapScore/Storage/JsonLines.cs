using System.Text;
using System.Text.Json;

namespace SwapScore.Storage;

/// <summary>A file of JSON objects, one a line, appended as they come; a line torn by a kill is cut off when the file is opened again.</summary>
internal sealed class JsonLines<TLine> : IDisposable
    where TLine : class
{
    private readonly FileStream _stream;

    private JsonLines(FileStream stream, IReadOnlyList<TLine> restored) => (_stream, Restored) = (stream, restored);

    /// <summary>The lines that were there, in their order.</summary>
    public IReadOnlyList<TLine> Restored { get; }

    /// <summary>Opens a file; its lines are kept or dropped.</summary>
    /// <exception cref="InputException">A kept line is malformed.</exception>
    /// <exception cref="UsageException">The file cannot be written to.</exception>
    public static JsonLines<TLine> Open(string path, bool keeps)
    {
        var lines = new List<TLine>();
        try
        {
            var length = keeps && File.Exists(path) ? Read(path, lines) : 0;
            var stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read, bufferSize: 0);
            stream.SetLength(length);
            stream.Position = length;
            return new JsonLines<TLine>(stream, lines);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"cannot write to {path}: {fault.Message}", "another search may be using the folder; choose another one");
        }
    }

    /// <exception cref="OutputException">The disk is full or the file is gone; all earlier lines stay.</exception>
    public void Append(TLine line)
    {
        try
        {
            _stream.Write(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(line, JsonText.Compact) + "\n"));
            _stream.Flush();
        }
        catch (IOException fault)
        {
            throw OutputException.At(_stream.Name, fault, new Remedy.FreeSpaceAndResume());
        }
    }

    public void Dispose() => _stream.Dispose();

    /// <returns>Bytes of the complete lines.</returns>
    private static long Read(string path, List<TLine> lines)
    {
        var bytes = File.ReadAllBytes(path).AsSpan();
        var start = 0;
        while (bytes[start..].IndexOf((byte)'\n') is >= 0 and var length)
        {
            try
            {
                lines.Add(JsonSerializer.Deserialize<TLine>(bytes.Slice(start, length), JsonText.Compact)
                    ?? throw new InputException($"{path}, line {lines.Count + 1} is empty", new Remedy.StartAgain()));
            }
            catch (JsonException fault)
            {
                throw new InputException($"{path}, line {lines.Count + 1}: {fault.Message}", new Remedy.StartAgain(), fault);
            }

            start += length + 1;
        }

        return start;
    }
}
