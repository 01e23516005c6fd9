using System.Text;
using System.Text.Json;
using SwapScore.Evaluation;

namespace SwapScore.Studies;

/// <summary>Reads back what an earlier run of the same study wrote, up to its last complete architecture.</summary>
internal static class StudyRestorer
{
    private static readonly Remedy StartAgain = new Remedy.StartAgain();

    /// <param name="Results">Results of the first entries, in order.</param>
    /// <param name="RowsLength">Bytes of the rows file that hold these and nothing torn.</param>
    /// <param name="ResultsLength">The same of the results file.</param>
    public sealed record Restored(IReadOnlyList<EvaluationResult> Results, long RowsLength, long ResultsLength);

    /// <exception cref="UsageException">The files are of another definition.</exception>
    /// <exception cref="InputException">The files do not fit each other or the table of ground truth.</exception>
    public static Restored Restore(StudyFiles files, StudyDefinition definition, IReadOnlyList<StudyEntry> entries)
    {
        foreach (var path in (string[])[files.Configuration!, files.Results!])
        {
            if (!File.Exists(path))
                throw new InputException($"cannot resume {files.Rows}: {path}, which is written beside it, is missing", StartAgain);
        }

        StudyConfiguration.RequireSame(definition, File.ReadAllText(files.Configuration!), files.Configuration!);
        var stored = ReadResults(files.Results!, definition, entries);

        // The rows must be, byte for byte, what the stored results give; only their end may be missing or torn.
        var rows = File.ReadAllBytes(files.Rows).AsSpan();
        var metrics = definition.Columns;
        var length = 0;
        var complete = -1;
        while (complete < stored.Count)
        {
            var expected = Encoding.UTF8.GetBytes(complete < 0
                ? StudyRow.Header(metrics)
                : StudyRow.Text(entries[complete], stored[complete].Result, metrics));
            var rest = rows[length..];
            if (!rest.StartsWith(expected))
            {
                if (expected.AsSpan().StartsWith(rest)) break;
                throw new InputException(
                    complete < 0
                        ? $"{files.Rows}: its header is not '{StudyRow.Header(metrics).TrimEnd()}'"
                        : $"{files.Rows}: row {complete + 1} is not what the study wrote for row {entries[complete].Row} of the table of ground truth",
                    StartAgain);
            }

            length += expected.Length;
            complete++;
        }

        if (complete < 0)
        {
            // Killed before the header was complete.
            File.WriteAllText(files.Rows, StudyRow.Header(metrics));
            return new Restored([], Encoding.UTF8.GetByteCount(StudyRow.Header(metrics)), 0);
        }

        return new Restored(
            [.. stored.Take(complete).Select(one => one.Result)], length, complete == 0 ? 0 : stored[complete - 1].End);
    }

    private static List<(EvaluationResult Result, long End)> ReadResults(
        string path, StudyDefinition definition, IReadOnlyList<StudyEntry> entries)
    {
        var bytes = File.ReadAllBytes(path).AsSpan();
        var results = new List<(EvaluationResult, long)>();
        var start = 0;
        while (bytes[start..].IndexOf((byte)'\n') is >= 0 and var length)
        {
            var number = results.Count;
            if (number == entries.Count)
                throw new InputException($"{path} holds more than the {entries.Count} architectures of the study", StartAgain);
            var request = StudyRunner.Request(definition, entries[number]);
            EvaluationResult? result;
            try
            {
                result = StoredResult.Read(Encoding.UTF8.GetString(bytes.Slice(start, length)), entries[number], request);
            }
            catch (JsonException fault)
            {
                throw new InputException($"{path}, line {number + 1}: {fault.Message}", StartAgain, fault);
            }

            start += length + 1;
            results.Add((
                result ?? throw new InputException(
                    $"{path}, line {number + 1} is not of row {entries[number].Row} of the table of ground truth", StartAgain),
                start));
        }

        return results;
    }
}
