using System.Text;
using SwapScore.Evaluation;
using SwapScore.Storage;

namespace SwapScore.Studies;

/// <summary>
/// The growing files of a study. Every finished architecture is appended to both at once and handed to the operating system, so that
/// a killed run loses at most the line being written; <see cref="StudyRestorer"/> cuts that off.
/// </summary>
/// <remarks>Nothing is buffered here: a write that fails leaves all earlier rows in place.</remarks>
public sealed class StudyStore : IDisposable
{
    private readonly StudyFiles _files;
    private readonly IReadOnlyList<string> _metrics;
    private readonly Stream _rows;
    private readonly Stream? _results;
    private readonly LineChain _chain;

    internal StudyStore(
        StudyFiles files, IReadOnlyList<string> metrics, Stream rows, Stream? results, StudyRestorer.Restored restored)
    {
        _files = files;
        _metrics = metrics;
        _rows = rows;
        _results = results;
        _chain = restored.Chain;
        Restored = restored.Results;
    }

    /// <summary>Results of an earlier run, of the first entries in order.</summary>
    public IReadOnlyList<EvaluationResult> Restored { get; }

    /// <summary>Path of the rows in a run folder: a CSV of <c>architecture,truth,</c> and one column per metric.</summary>
    /// <param name="folder">The folder.</param>
    public static string RowsIn(string folder) => StudyFiles.In(folder).Rows;

    /// <summary>
    /// Opens the files of a run folder, before any work is done: <c>rows.csv</c>, <c>results.jsonl</c> with every value of every repeat,
    /// <c>config.json</c>.
    /// </summary>
    /// <param name="folder">The folder.</param>
    /// <param name="rows">Where the rows go instead of the folder; null for the folder.</param>
    /// <param name="definition">The study: space, table, metrics and samples.</param>
    /// <param name="entries">All architectures of the study.</param>
    /// <param name="start">What to do with files of an earlier run.</param>
    /// <exception cref="UsageException">
    /// There are files and <paramref name="start"/> is <see cref="RunStart.New"/>; they are of another definition; they cannot be
    /// written.
    /// </exception>
    /// <exception cref="InputException">The files of the earlier run do not fit each other.</exception>
    public static StudyStore OpenIn(string folder, string? rows, StudyDefinition definition, IReadOnlyList<StudyEntry> entries, RunStart start) =>
        Open(StudyFiles.In(folder, rows), definition, entries, start);

    /// <summary>
    /// Opens a file of rows and the files beside it, before any work is done: <c>rows.csv</c>, <c>rows.csv.results.jsonl</c>, <c>rows.csv.config.json</c>.
    /// Rows that are only passed on (<c>/dev/stdout</c>) have none, and cannot be resumed.
    /// </summary>
    /// <param name="rows">Path of the rows.</param>
    /// <param name="definition">The study: space, table, metrics and samples.</param>
    /// <param name="entries">All architectures of the study.</param>
    /// <param name="start">What to do with files of an earlier run.</param>
    /// <exception cref="UsageException">
    /// There are files and <paramref name="start"/> is <see cref="RunStart.New"/>; they are of another definition; they cannot be
    /// written.
    /// </exception>
    /// <exception cref="InputException">The files of the earlier run do not fit each other.</exception>
    public static StudyStore OpenBeside(string rows, StudyDefinition definition, IReadOnlyList<StudyEntry> entries, RunStart start) =>
        Open(StudyFiles.Beside(rows), definition, entries, start);

    /// <summary>Opens the files, before any work is done.</summary>
    /// <param name="files">Paths of the files.</param>
    /// <param name="definition">The study: space, table, metrics and samples.</param>
    /// <param name="entries">All architectures of the study.</param>
    /// <param name="start">What to do with files of an earlier run.</param>
    /// <exception cref="UsageException">
    /// There are files and <paramref name="start"/> is <see cref="RunStart.New"/>; they are of another definition; they cannot be
    /// written.
    /// </exception>
    /// <exception cref="InputException">The files of the earlier run do not fit each other.</exception>
    internal static StudyStore Open(StudyFiles files, StudyDefinition definition, IReadOnlyList<StudyEntry> entries, RunStart start)
    {
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(entries);
        var resumes = start is RunStart.Resume or RunStart.Repair;
        if (start == RunStart.New && Existing(files) is { } existing)
            throw new UsageException($"{existing} exists already", Remedy.ResumeOrReplace());
        if (files.PassedOn && resumes)
            throw new UsageException($"{files.Rows} is a device: there is nothing to resume", "start a new study, or write the rows to a file");

        if (start == RunStart.Resume) StudyRestorer.RequireResults(files, definition);
        var metrics = definition.Columns;
        var streams = new List<FileStream>();
        try
        {
            // Nobody else reads the results while a study runs, so the file of results is the lock: open, it belongs to one process.
            if (files.Results is not null) streams.Add(new FileStream(files.Results, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0));
            var restored = resumes ? StudyRestorer.Restore(files, streams[0], definition, entries, start == RunStart.Repair) : StudyRestorer.Restored.Nothing;

            // The configuration is there before the first row is: a run that is killed in between can be resumed.
            if (restored.Results.Count == 0 && files.Configuration is not null)
                AtomicFile.Write(files.Configuration, JsonText.Document(StudyConfiguration.ToJson(definition)));
            if (files.Results is not null) Cut(streams[0], restored.ResultsLength);
            streams.Add(new FileStream(files.Rows, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read, bufferSize: 0));
            if (!files.PassedOn) Cut(streams[^1], restored.RowsLength);
            var store = new StudyStore(files, metrics, streams[^1], files.Results is null ? null : streams[0], restored);
            if (restored.RowsLength == 0) store.Write(store._rows, files.Rows, StudyRow.Header(metrics));
            return store;
        }
        catch (Exception fault)
        {
            streams.ForEach(stream => stream.Dispose());
            if (fault is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
                throw new UsageException($"cannot write the rows to {files.Rows}: {SystemReason.Describe(files.Rows, fault)}", "choose a file in a folder you can write to");
            throw;
        }
    }

    /// <summary>Appends the next architecture.</summary>
    /// <param name="entry">The architecture.</param>
    /// <param name="result">Its scores, or why there are none.</param>
    /// <exception cref="OutputException">The disk is full or the file is gone; all earlier rows stay.</exception>
    public void Append(StudyEntry entry, EvaluationResult result)
    {
        ArgumentNullException.ThrowIfNull(entry);
        ArgumentNullException.ThrowIfNull(result);

        // Results first: a row without its result could not be reported after a resume.
        if (_results is not null) Write(_results, _files.Results!, _chain.Seal(StoredResult.Line(entry, result)) + "\n");
        Write(_rows, _files.Rows, StudyRow.Text(entry, result, _metrics));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _rows.Dispose();
        _results?.Dispose();
    }

    private static string? Existing(StudyFiles files) =>
        !files.PassedOn && File.Exists(files.Rows) ? files.Rows : File.Exists(files.Results) ? files.Results : null;

    private static void Cut(FileStream stream, long length)
    {
        stream.SetLength(length);
        stream.Position = length;
    }

    private void Write(Stream stream, string path, string text)
    {
        try
        {
            stream.Write(Encoding.UTF8.GetBytes(text));
            stream.Flush();
        }
        catch (Exception fault) when (SystemReason.IsOfWriting(fault))
        {
            throw OutputException.At(
                path, fault, _files.PassedOn ? null : Remedy.FreeSpaceAndResume());
        }
    }
}
