using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace SwapScore.Storage;

/// <summary>A file of JSON objects, one per line, appended as they come and sealed by <see cref="LineChain"/>. A line torn by a kill is cut off when the file is opened again.</summary>
internal sealed class JsonLines<TLine> : IDisposable
    where TLine : class
{
    private readonly FileStream _stream;
    private readonly JsonTypeInfo<TLine> _type;
    private readonly LineChain _chain;

    private JsonLines(FileStream stream, JsonTypeInfo<TLine> type, IReadOnlyList<TLine> restored, LineChain chain) =>
        (_stream, _type, Restored, _chain) = (stream, type, restored, chain);

    /// <summary>The lines that were there, in their order.</summary>
    public IReadOnlyList<TLine> Restored { get; }

    /// <summary>Opens a file.</summary>
    /// <param name="path">The file; made where there is none.</param>
    /// <param name="type">How a line is read and written.</param>
    /// <param name="start">What to do with its lines.</param>
    /// <exception cref="InputException">A line is damaged and <paramref name="start"/> is <see cref="RunStart.Resume"/>.</exception>
    /// <exception cref="UsageException">The file cannot be written to.</exception>
    public static JsonLines<TLine> Open(string path, JsonTypeInfo<TLine> type, RunStart start)
    {
        var (lines, chain) = (new List<TLine>(), new LineChain());
        try
        {
            var keeps = start is RunStart.Resume or RunStart.Repair && File.Exists(path);
            var length = keeps ? Read(path, type, lines, chain, start == RunStart.Repair) : 0;
            var stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read, bufferSize: 0);
            stream.SetLength(length);
            stream.Position = length;
            return new JsonLines<TLine>(stream, type, lines, chain);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"cannot write to {path}: {SystemReason.Describe(path, fault)}", "another search may be using the folder; choose another one");
        }
    }

    /// <exception cref="OutputException">The disk is full or the file is gone; all earlier lines stay.</exception>
    public void Append(TLine line)
    {
        try
        {
            _stream.Write(Encoding.UTF8.GetBytes(_chain.Seal(JsonSerializer.Serialize(line, _type)) + "\n"));
            _stream.Flush();
        }
        catch (Exception fault) when (SystemReason.IsOfWriting(fault))
        {
            throw OutputException.At(_stream.Name, fault, Remedy.FreeSpaceAndResume());
        }
    }

    public void Dispose() => _stream.Dispose();

    /// <returns>Bytes of the complete lines.</returns>
    private static long Read(string path, JsonTypeInfo<TLine> type, List<TLine> lines, LineChain chain, bool repairs)
    {
        var bytes = File.ReadAllBytes(path).AsSpan();
        var start = 0;
        while (bytes[start..].IndexOf((byte)'\n') is >= 0 and var length)
        {
            if (Parse(chain.Open(bytes.Slice(start, length)), type) is not { } line)
            {
                if (repairs) break;
                throw new InputException(
                    $"{path}, line {lines.Count + 1} is damaged: it is not what was written there",
                    Remedy.RepairOrStartAgain());
            }

            lines.Add(line);
            start += length + 1;
        }

        return start;
    }

    private static TLine? Parse(byte[]? json, JsonTypeInfo<TLine> type)
    {
        try
        {
            return json is null ? null : JsonSerializer.Deserialize(json, type);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
