using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using SwapScore.Cli.Options;
using SwapScore.Cli.Studying;
using SwapScore.Data;
using SwapScore.Spaces;
using SwapScore.Studies;

namespace SwapScore.Cli.Commands;

/// <summary><c>swapscore study SPACE</c>: how well metrics rank trained networks of a space.</summary>
internal sealed class SpaceStudyCommand : Command, IExplained
{
    private const int MaximumListedFailures = 10;

    private readonly StudyKind _kind;
    private readonly SharedOptions _shared;
    private readonly Surroundings _surroundings;
    private readonly Option<string> _truth = new("--truth")
    {
        Description = "Table of ground truth as published",
        HelpName = "FILE",
        Required = true,
    };

    private readonly Option<string?> _rows = new("--rows")
    {
        Description = "Write a row an architecture as they come: CSV of architecture, truth and the metrics",
        HelpName = "FILE",
    };

    private readonly Option<string?> _output = new("--output", "-o")
    {
        Description = "Write a run folder: config.json, environment.json, rows.csv, results.jsonl, report.json",
        HelpName = "DIR",
    };

    private readonly Option<bool> _resume = new("--resume") { Description = "Go on with the rows or run folder of an interrupted study" };
    private readonly Option<bool> _force = new("--force") { Description = "Replace existing rows" };
    private readonly Option<bool> _skipInvalid = new("--skip-invalid") { Description = "Leave out unusable rows of the table instead of stopping" };
    private readonly Option<int?> _limit = ParsedOption.OptionalCount("--limit", "Study only the first N usable rows of the table");

    public SpaceStudyCommand(StudyKind kind, SharedOptions shared, Surroundings surroundings)
        : base(kind.Space, kind.Summary)
    {
        _kind = kind;
        _truth.Description = $"Table of ground truth: {kind.Truth}";
        _shared = shared;
        _surroundings = surroundings;
        Add(_truth);
        if (kind.HasTasks) Add(shared.Task);
        shared.AddScoring(this);
        foreach (var option in (Option[])[_rows, _output, _resume, _force, _skipInvalid, _limit])
            Add(option);
        shared.AddFormat(this);
        SetAction((parsed, _) => ExecuteAsync(parsed));
    }

    public IReadOnlyList<(string Line, string Meaning)> Examples => _kind.Examples;

    private async Task<int> ExecuteAsync(ParseResult parsed)
    {
        var composition = _surroundings.Composition;
        var run = new CommandRun(_shared, _surroundings, parsed);
        var start = ReadStart(parsed);
        var columns = parsed.GetRequiredValue(_shared.Metric);
        var options = _shared.ReadScoring(parsed, columns.Where(metric => !TableMetric.Is(metric)).DefaultIfEmpty(StudyRunner.Baselines[0]));
        var threads = _shared.ReadThreads(parsed);
        var batchSize = parsed.GetRequiredValue(_shared.BatchSize);

        var path = parsed.GetRequiredValue(_truth);
        var space = SearchSpaces.Find(_kind.Space, composition.Spaces);
        var task = SearchSpaces.FindTask(space, _kind.HasTasks ? parsed.GetValue(_shared.Task) : null);
        var truth = composition.LoadTruth(space.Name, task.Name, path);
        var entries = StudyEntries.Parse(truth.Rows, truth.Broken, space);
        TableMetric.RequirePublished(columns, entries.Usable);
        if (!parsed.GetValue(_skipInvalid)) entries.RequireAllUsable(path);
        var limit = parsed.GetValue(_limit);
        var studied = limit is { } count ? [.. entries.Usable.Take(count)] : entries.Usable;
        if (studied.Count == 0) throw new InputException($"{path} holds no usable row");

        var batch = composition.LoadBatch(_shared.ReadSamples(parsed, task));
        options = _shared.WithSizes(parsed, options, space, task, batch.Shape);
        var definition = new StudyDefinition
        {
            Study = _kind.Space,
            Space = space.Name,
            Task = _kind.HasTasks ? task.Name : null,
            Options = options,
            Columns = columns,
            BatchSize = batchSize,
            BatchFingerprint = batch.Fingerprint,
            TruthFingerprint = truth.Fingerprint,
            Limit = limit,
            SkipInvalid = parsed.GetValue(_skipInvalid),
            Version = ProductVersion.Text,
        };

        var folder = parsed.GetValue(_output) is { } output ? RunFolder.Open(output) : null;
        using var store = ReadFiles(parsed) is { } files ? StudyStore.Open(files, definition, studied, start) : null;
        folder?.Begin(Environment(batchSize, threads, batch, path));
        if (store?.Restored.Count > 0) run.Messages.Note($"resuming: {store.Restored.Count} of {studied.Count} architectures are done");

        var report = await RunAsync(run, new StudyRunner(composition.CreateEvaluator(batch, threads), composition.Clock), definition, studied, store)
            .ConfigureAwait(false);
        if (report is null) return (int)_surroundings.Interruption.Code;

        report = report with { Failures = [.. report.Failures.Concat(entries.Unusable).OrderBy(failure => failure.Row)] };
        folder?.WriteReport(report);
        run.Results.Write(StudyTable.Of(report), () => StudyReportJson.ToJson(report));
        run.Messages.Note($"{report.Architectures} architectures · {RunLine.Of(options, batch, threads, report.Seconds.Total)}");
        run.Messages.Note(WhereTimeWent(report.Seconds));
        if (report.CutOff.Count > 0)
            run.Messages.Warning($"{report.CutOff.Count} networks are cut off from their input: their scores say nothing of the samples");
        ReportFailures(run, report);
        return (int)(report.Failures.Count == 0 ? ExitCode.Success : ExitCode.PartlyFailed);
    }

    /// <returns>Null when the user stopped the study; what was done is saved and the user told how to go on.</returns>
    private async Task<StudyReport?> RunAsync(
        CommandRun run, StudyRunner runner, StudyDefinition definition, IReadOnlyList<StudyEntry> studied, StudyStore? store)
    {
        var done = 0;
        try
        {
            return await run.Progress.RunAsync(progress => runner.RunAsync(
                definition, studied, store, new Counter(progress, now => done = now), _surroundings.Interruption.Token)).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_surroundings.Interruption.Token.IsCancellationRequested)
        {
            if (store is null)
            {
                run.Messages.Plain($"interrupted after {done} of {studied.Count} architectures; nothing was kept");
                run.Messages.Hint("give --rows FILE or --output DIR to be able to resume");
            }
            else
            {
                run.Messages.Plain($"interrupted after {done} of {studied.Count} architectures; they are saved. To go on:");
                run.Messages.Plain(ResumeCommand.Of(_surroundings.Arguments));
            }

            return null;
        }
    }

    private StudyStart ReadStart(ParseResult parsed)
    {
        var (resume, force) = (parsed.GetValue(_resume), parsed.GetValue(_force));
        if (resume && force) throw new UsageException("--resume goes on with the existing rows and --force replaces them", "leave one of them out");
        if (resume && parsed.GetValue(_rows) is null && parsed.GetValue(_output) is null)
            throw new UsageException("--resume cannot be used without --rows or --output", "say which study to resume");
        if (parsed.GetValue(_rows) is { } rows && Path.GetFullPath(rows) == Path.GetFullPath(parsed.GetRequiredValue(_truth)))
            throw new UsageException("--rows and --truth name the same file", "write the rows to another file");
        return resume ? StudyStart.Resume : force ? StudyStart.Replace : StudyStart.New;
    }

    private StudyFiles? ReadFiles(ParseResult parsed) => (parsed.GetValue(_rows), parsed.GetValue(_output)) switch
    {
        (null, null) => null,
        (var rows, { } folder) => StudyFiles.In(folder, rows),
        ({ } rows, null) => StudyFiles.Beside(rows),
    };

    private JsonObject Environment(int batchSize, int threads, Batch batch, string truth)
    {
        var json = new JsonObject { ["schemaVersion"] = StudyJson.SchemaVersion };
        foreach (var (name, value) in Environments.Facts(_surroundings.Composition, batchSize))
            json[name] = value;
        json["threads"] = threads;
        json["data"] = batch.Source;
        json["truth"] = truth;
        return json;
    }

    private static string WhereTimeWent(StudySeconds seconds) => string.Create(
        CultureInfo.InvariantCulture,
        $"seconds of all threads: build {seconds.Evaluation.Build:0.00}, initialize {seconds.Evaluation.Initialize:0.00}, forward {seconds.Evaluation.Forward:0.00}, observe {seconds.Evaluation.Observe:0.00}; statistics {seconds.Statistics:0.00}");

    private static void ReportFailures(CommandRun run, StudyReport report)
    {
        foreach (var failure in report.Failures.Take(MaximumListedFailures))
            run.Messages.Warning($"row {failure.Row}: {failure.Reason}");
        if (report.Failures.Count > MaximumListedFailures)
            run.Messages.Warning($"and {report.Failures.Count - MaximumListedFailures} more; --format json lists all");
    }

    private sealed class Counter(IProgress<StudyProgress> next, Action<int> count) : IProgress<StudyProgress>
    {
        public void Report(StudyProgress value)
        {
            count(value.Done);
            next.Report(value);
        }
    }
}
