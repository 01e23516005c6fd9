using System.Text;
using System.Text.Json;
using SwapScore.Evaluation;
using SwapScore.Storage;

namespace SwapScore.Studies;

/// <summary>Reads back what an earlier run of the same study wrote, up to its last complete architecture.</summary>
internal static class StudyRestorer
{
    private static readonly Remedy StartAgain = Remedy.StartAgain();
    private static readonly Remedy RepairOrStartAgain = Remedy.RepairOrStartAgain();

    /// <param name="Results">Results of the first entries, in order.</param>
    /// <param name="RowsLength">Bytes of the rows file that hold these and nothing torn.</param>
    /// <param name="ResultsLength">The same of the results file.</param>
    /// <param name="Chain">Seals the next line of the results file.</param>
    public sealed record Restored(IReadOnlyList<EvaluationResult> Results, long RowsLength, long ResultsLength, LineChain Chain)
    {
        public static Restored Nothing => new([], 0, 0, new LineChain());
    }

    /// <summary>Refuses rows whose results are gone: a study that lost them would silently be computed again.</summary>
    /// <exception cref="InputException">There are rows and no file of results.</exception>
    public static void RequireResults(StudyFiles files, StudyDefinition definition)
    {
        var rows = new FileInfo(files.Rows);
        if (!File.Exists(files.Results) && rows.Exists && rows.Length > Encoding.UTF8.GetByteCount(StudyRow.Header(definition.Columns)))
            throw new InputException($"cannot resume {files.Rows}: {files.Results}, which is written beside it, is missing", StartAgain);
    }

    /// <param name="files">Where the files lie.</param>
    /// <param name="results">The file of results, open.</param>
    /// <param name="definition">What is studied now.</param>
    /// <param name="entries">All architectures of the study.</param>
    /// <param name="repairs">Whether damaged lines, and all that follow them, are dropped rather than refused.</param>
    /// <exception cref="UsageException">The files are of another definition.</exception>
    /// <exception cref="InputException">A file is damaged, or they do not fit each other or the table of ground truth.</exception>
    public static Restored Restore(StudyFiles files, Stream results, StudyDefinition definition, IReadOnlyList<StudyEntry> entries, bool repairs)
    {
        var rows = File.Exists(files.Rows) ? File.ReadAllBytes(files.Rows) : [];
        if (rows.Length == 0 && results.Length == 0) return Restored.Nothing;
        if (!File.Exists(files.Configuration))
        {
            return repairs ? Restored.Nothing : throw new InputException(
                $"cannot resume {files.Rows}: {files.Configuration}, which is written beside it, is missing", StartAgain);
        }

        StudyConfiguration.RequireSame(definition, File.ReadAllText(files.Configuration), files.Configuration);
        var stored = ReadResults(results, files.Results!, definition, entries, repairs);
        var (complete, length) = Compare(rows, files.Rows, stored, definition, entries, repairs);

        // Lines whose rows are not there are computed again: the checksums go on after the last that is kept.
        return new Restored(
            [.. stored.Take(complete).Select(one => one.Result)],
            length,
            complete == 0 ? 0 : stored[complete - 1].End,
            complete == 0 ? new LineChain() : stored[complete - 1].Chain);
    }

    /// <summary>The rows must be, byte for byte, what the stored results give; only their end may be missing or torn.</summary>
    /// <returns>How many architectures have their row, and the bytes up to the end of the last one; 0 where not even the header is complete.</returns>
    private static (int Complete, int Length) Compare(
        ReadOnlySpan<byte> rows, string path, List<StoredLine> stored, StudyDefinition definition, IReadOnlyList<StudyEntry> entries, bool repairs)
    {
        var metrics = definition.Columns;
        var length = 0;
        for (var complete = -1; complete < stored.Count; complete++)
        {
            var expected = Encoding.UTF8.GetBytes(complete < 0
                ? StudyRow.Header(metrics)
                : StudyRow.Text(entries[complete], stored[complete].Result, metrics));
            var rest = rows[length..];
            if (!rest.StartsWith(expected))
            {
                if (repairs || expected.AsSpan().StartsWith(rest)) return (Math.Max(complete, 0), length);
                throw new InputException(
                    complete < 0
                        ? $"{path}: its header is not '{StudyRow.Header(metrics).TrimEnd()}'"
                        : $"{path}: row {complete + 1} is not what the study wrote for row {entries[complete].Row} of the table of ground truth",
                    RepairOrStartAgain);
            }

            length += expected.Length;
        }

        return (stored.Count, length);
    }

    private static List<StoredLine> ReadResults(
        Stream file, string path, StudyDefinition definition, IReadOnlyList<StudyEntry> entries, bool repairs)
    {
        var content = new byte[file.Length];
        file.Position = 0;
        file.ReadExactly(content);
        var results = new List<StoredLine>();
        var chain = new LineChain();
        var start = 0;
        while (content.AsSpan(start).IndexOf((byte)'\n') is >= 0 and var length)
        {
            var number = results.Count;
            try
            {
                if (number == entries.Count)
                    throw new InputException($"{path} holds more than the {entries.Count} architectures of the study", RepairOrStartAgain);
                results.Add(new StoredLine(
                    ReadLine(content.AsSpan(start, length), chain, definition, entries[number])
                        ?? throw new InputException($"{path}, line {number + 1} is damaged: it is not what the study wrote there", RepairOrStartAgain),
                    start += length + 1,
                    chain.Copy()));
            }
            catch (InputException) when (repairs)
            {
                break;
            }
        }

        return results;
    }

    private static EvaluationResult? ReadLine(ReadOnlySpan<byte> line, LineChain chain, StudyDefinition definition, StudyEntry entry)
    {
        if (chain.Open(line) is not { } json) return null;
        try
        {
            return StoredResult.Read(Encoding.UTF8.GetString(json), entry, StudyRunner.Request(definition, entry));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed record StoredLine(EvaluationResult Result, long End, LineChain Chain);
}
