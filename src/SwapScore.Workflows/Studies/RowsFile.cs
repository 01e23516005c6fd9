using System.Globalization;
using SwapScore.Evaluation;
using SwapScore.Storage;
using SwapScore.Studies;
using SwapScore.Workflows.Tables;

namespace SwapScore.Workflows.Studies;

/// <summary>
/// Where the rows of a study go. Parquet cannot grow row by row: its rows are kept as CSV as they
/// come, so that a study can be resumed, and become a Parquet file at the end.
/// </summary>
/// <param name="Path">File of the rows; null for none but those of the folder.</param>
/// <param name="Folder">The run folder; null for none.</param>
internal sealed record RowsFile(string? Path, string? Folder)
{
    private string? Parquet => System.IO.Path.GetExtension(Path)?.Equals(".parquet", StringComparison.OrdinalIgnoreCase) == true ? Path : null;

    /// <summary>Opens the files that grow; null where nothing is kept.</summary>
    public StudyStore? Open(StudyDefinition definition, IReadOnlyList<StudyEntry> entries, RunStart start) => (Growing, Folder) switch
    {
        (null, null) => null,
        (var rows, { } folder) => StudyStore.OpenIn(folder, rows, definition, entries, start),
        ({ } rows, null) => StudyStore.OpenBeside(rows, definition, entries, start),
    };

    private string? Growing => Parquet is null ? Path : Folder is null ? System.IO.Path.ChangeExtension(Parquet, ".csv") : null;

    /// <exception cref="UsageException">The Parquet file exists and is not to be replaced, or its folder is missing.</exception>
    public void Check(RunStart start)
    {
        if (Parquet is null) return;
        AtomicFile.RequireWritable(Parquet);
        if (start == RunStart.New && File.Exists(Parquet)) throw new UsageException($"{Parquet} exists already", Remedy.StartAgain());
    }

    /// <summary>
    /// Writes what needs all rows: the scores of aggregates, as <c>aggregates.csv</c> in the run folder, and the Parquet file, where one is wanted.
    /// Missing scores are missing.
    /// </summary>
    /// <exception cref="OutputException">They cannot be written.</exception>
    public void Finish(StudyReport report)
    {
        if (Folder is not null && report.Definition.Aggregates.Count > 0)
            AtomicFile.Write(System.IO.Path.Combine(Folder, "aggregates.csv"), Csv(report, [.. report.Definition.Aggregates.Select(aggregate => aggregate.Text)]));
        if (Parquet is not null) Save(Parquet, report);
    }

    private static string Csv(StudyReport report, string[] metrics) => string.Concat(
        report.Evaluated.Select(pair => (IEnumerable<string>)
            [pair.Entry.Text, Exact(pair.Entry.Truth), .. metrics.Select(metric => Value(pair.Result, metric) is { } value ? Exact(value) : "")])
            .Prepend(["architecture", "truth", .. metrics])
            .Select(fields => string.Join(',', fields.Select(CsvField.Write)) + "\n"));

    private static string Exact(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static double? Value(EvaluationResult result, string metric) => result.Metrics.TryGetValue(metric, out var score) ? score.Mean : null;

    private static void Save(string path, StudyReport report) => ParquetTable.Save(
        path,
        [
            ParquetColumn.OfTexts("architecture", [.. report.Evaluated.Select(pair => pair.Entry.Text)]),
            ParquetColumn.OfNumbers("truth", [.. report.Evaluated.Select(pair => (double?)pair.Entry.Truth)]),
            .. report.Definition.Columns.Concat(report.Definition.Aggregates.Select(aggregate => aggregate.Text))
                .Select(metric => ParquetColumn.OfNumbers(metric, [.. report.Evaluated.Select(pair => Value(pair.Result, metric))])),
        ],
        new Dictionary<string, string> { ["swapscore"] = JsonText.Document(report.Definition.ToJson()) });
}
