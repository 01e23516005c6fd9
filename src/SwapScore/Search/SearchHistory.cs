using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using SwapScore.Studies;

namespace SwapScore.Search;

/// <summary>
/// The folder of a search: <c>config.json</c>, <c>history.jsonl</c> (a line a candidate, as they come), <c>result.json</c>. A search that is
/// resumed runs again from its beginning, but takes every score it finds here: the result is that of an uninterrupted run.
/// </summary>
internal sealed class SearchHistory : IDisposable
{
    private readonly string _folder;
    private readonly FileStream _stream;
    private int _skipped;

    private SearchHistory(string folder, FileStream stream, IReadOnlyList<Line> restored)
    {
        (_folder, _stream, Restored) = (folder, stream, restored);
        _skipped = restored.Count;
    }

    /// <summary>What an earlier run has scored, in its order.</summary>
    public IReadOnlyList<Line> Restored { get; }

    /// <summary>One candidate.</summary>
    public sealed record Line(int Number, int Cycle, string Architecture, double LogScore, long Parameters, double Fitness);

    /// <summary>Opens a folder, before any work is done.</summary>
    /// <exception cref="UsageException">There is a search and the start is a new one, it is another search, or the folder cannot be written to.</exception>
    public static SearchHistory Open(string folder, JsonObject configuration, StudyStart start)
    {
        RunFolder.Open(folder);
        var (config, history) = (Path.Combine(folder, "config.json"), Path.Combine(folder, "history.jsonl"));
        if (File.Exists(config) && start == StudyStart.New)
            throw new UsageException($"{folder} holds a search already", "add --resume to go on with it, or --force to replace it");
        var restored = new List<Line>();
        var length = 0L;
        if (start == StudyStart.Resume && File.Exists(config))
        {
            StudyConfiguration.RequireSame(configuration, File.ReadAllText(config), config, "search");
            length = Read(history, restored);
        }

        var stream = new FileStream(history, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read, bufferSize: 0);
        stream.SetLength(length);
        stream.Position = length;
        AtomicFile.Write(config, StudyJson.Document(configuration));
        return new SearchHistory(folder, stream, restored);
    }

    /// <summary>Appends the next candidate, unless an earlier run has.</summary>
    /// <exception cref="OutputException">The disk is full or the file is gone; all earlier lines stay.</exception>
    public void Append(SearchEvent found)
    {
        if (_skipped > 0)
        {
            _skipped--;
            return;
        }

        var candidate = found.Candidate;
        var line = new Line(candidate.Number, found.Cycle, candidate.Architecture.Text, candidate.LogScore, candidate.Parameters, found.Fitness);
        try
        {
            _stream.Write(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(line, StudyJson.Compact) + "\n"));
            _stream.Flush();
        }
        catch (IOException fault)
        {
            throw OutputException.At(_stream.Name, fault, "what was done is kept; free some space and go on with --resume");
        }
    }

    /// <summary>Writes what was found.</summary>
    public void WriteResult(JsonObject result) => AtomicFile.Write(Path.Combine(_folder, "result.json"), StudyJson.Document(result));

    public void Dispose() => _stream.Dispose();

    /// <returns>Bytes of the complete lines; a torn one at the end is cut off.</returns>
    private static long Read(string history, List<Line> lines)
    {
        if (!File.Exists(history)) return 0;
        var bytes = File.ReadAllBytes(history).AsSpan();
        var start = 0;
        while (bytes[start..].IndexOf((byte)'\n') is >= 0 and var length)
        {
            try
            {
                lines.Add(JsonSerializer.Deserialize<Line>(bytes.Slice(start, length), StudyJson.Compact)
                    ?? throw new InputException($"{history}, line {lines.Count + 1} is empty", "start again with --force"));
            }
            catch (JsonException fault)
            {
                throw new InputException($"{history}, line {lines.Count + 1}: {fault.Message}", "start again with --force", fault);
            }

            start += length + 1;
        }

        return start;
    }
}
