using SwapScore.Workflows.Composition;
using SwapScore.Workflows.Export;
using SwapScore.Workflows.Latency;
using SwapScore.Workflows.Listings;
using SwapScore.Workflows.Published;
using SwapScore.Workflows.Remote;
using SwapScore.Workflows.Reproduction;
using SwapScore.Workflows.Scoring;
using SwapScore.Workflows.Search;
using SwapScore.Workflows.Search.Pruning;
using SwapScore.Workflows.Search.Screening;
using SwapScore.Workflows.Search.Trainings;
using SwapScore.Workflows.Sessions;
using SwapScore.Workflows.Studies;
using SwapScore.Workflows.Studies.Ablation;
using SwapScore.Workflows.Training;

namespace SwapScore.Workflows;

/// <summary>
/// Everything the product does, as one call each: options in; progress, notes and a token while it works; the outcome as data. A search or a
/// study that is interrupted goes on where its folder has been kept.
/// </summary>
public static partial class WorkflowSessions
{
    /// <summary>Scores architectures of a search space and ranks them.</summary>
    /// <param name="workflows">The parts of the product it uses.</param>
    /// <param name="options">Which and how.</param>
    /// <param name="progress">Is told after every architecture.</param>
    /// <param name="notes">Receives warnings.</param>
    /// <param name="cancellation">Stops the work; what is scored by then is ranked.</param>
    /// <exception cref="OperationCanceledException">It was stopped before anything was scored.</exception>
    /// <exception cref="SwapScoreException">A setting is wrong, or the samples cannot be read.</exception>
    public static Task<Outcome> ScoreAsync(
        this WorkflowContext workflows, ScoringOptions options, IProgress<WorkProgress>? progress = null, IProgress<Note>? notes = null, CancellationToken cancellation = default) =>
        TimeAsync(workflows, () => new ScoringSession(workflows).RunAsync(options, progress, notes, cancellation));

    /// <summary>Scores the models and ranks them. A model that cannot be scored is a row with its reason.</summary>
    /// <param name="workflows">The parts of the product it uses.</param>
    /// <param name="options">Which and how.</param>
    /// <param name="progress">Is told while models run.</param>
    /// <param name="notes">Receives warnings, and what scoring had to change in a model.</param>
    /// <param name="cancellation">Stops the work; what is scored by then is ranked.</param>
    /// <exception cref="OperationCanceledException">It was stopped before anything was scored.</exception>
    /// <exception cref="SwapScoreException">A setting is wrong, or files or samples cannot be read.</exception>
    public static Task<Outcome> ScoreModelsAsync(
        this WorkflowContext workflows, ModelScoringOptions options, IProgress<WorkProgress>? progress = null, IProgress<Note>? notes = null, CancellationToken cancellation = default) =>
        TimeAsync(workflows, () => new ModelScoringSession(workflows).RunAsync(options, progress, notes, cancellation));

    /// <summary>Runs a study, or the rest of one: how well metrics rank trained networks.</summary>
    /// <param name="workflows">The parts of the product it uses.</param>
    /// <param name="options">What is studied, and where it is kept.</param>
    /// <param name="progress">Is told after every architecture.</param>
    /// <param name="notes">Is told what an earlier run had done.</param>
    /// <param name="cancellation">Stops after the evaluations in progress; what is finished is kept.</param>
    /// <exception cref="WorkInterruptedException">The study was stopped; it says how far it was and whether it can be resumed.</exception>
    /// <exception cref="SwapScoreException">A setting is wrong, or files cannot be read or written.</exception>
    public static Task<Outcome> StudyAsync(
        this WorkflowContext workflows, StudyOptions options, IProgress<WorkProgress>? progress = null, IProgress<Note>? notes = null, CancellationToken cancellation = default) =>
        TimeAsync(workflows, () => new StudySession(workflows).RunAsync(options, progress, notes, cancellation));

    /// <summary>Puts the shards of a study together: files and report are those of the study in one piece, byte for byte.</summary>
    /// <param name="workflows">The parts of the product it uses.</param>
    /// <param name="shards">The run folders of all shards, in any order.</param>
    /// <param name="output">The new run folder.</param>
    /// <param name="hasChoice">Whether the statistics for choosing networks have intervals and tables. Default: false.</param>
    /// <exception cref="SwapScoreException">Shards are missing, doubled, damaged, not finished or of different studies, or the new folder cannot be written.</exception>
    public static Task<Outcome> MergeStudyAsync(this WorkflowContext workflows, IReadOnlyList<string> shards, string output, bool hasChoice = false) =>
        TimeAsync(workflows, () => new MergeSession(workflows).RunAsync(shards, output, hasChoice));

    /// <summary>Runs every study whose table is in a folder. A study whose files are damaged is left out with a warning.</summary>
    /// <param name="workflows">The parts of the product it uses.</param>
    /// <param name="options">Which studies.</param>
    /// <param name="progress">Is told after every architecture of a study.</param>
    /// <param name="notes">Is told of the beginning of every study.</param>
    /// <param name="cancellation">Stops after the evaluations in progress; what is finished is kept.</param>
    /// <exception cref="WorkInterruptedException">A study was stopped.</exception>
    /// <exception cref="SwapScoreException">A setting is wrong, or folders cannot be read or written.</exception>
    public static Task<Outcome> StudyAllAsync(
        this WorkflowContext workflows, AllStudiesOptions options, IProgress<WorkProgress>? progress = null, IProgress<Note>? notes = null, CancellationToken cancellation = default) =>
        TimeAsync(workflows, () => new AllStudiesSession(workflows).RunAsync(options, progress, notes, cancellation));

    /// <summary>Runs an ablation, or the rest of one: how correlations depend on batch size, input size, data, repeats and initializer.</summary>
    /// <param name="workflows">The parts of the product it uses.</param>
    /// <param name="options">What is studied, and where it is kept.</param>
    /// <param name="progress">Is told after every architecture of every study.</param>
    /// <param name="cancellation">Stops after the evaluations in progress; what is finished is kept.</param>
    /// <exception cref="WorkInterruptedException">The ablation was stopped.</exception>
    /// <exception cref="SwapScoreException">A setting is wrong, or files cannot be read or written.</exception>
    public static Task<Outcome> AblateAsync(
        this WorkflowContext workflows, AblationOptions options, IProgress<WorkProgress>? progress = null, CancellationToken cancellation = default) =>
        TimeAsync(workflows, () => new AblationSession(workflows).RunAsync(options, progress, cancellation));

    /// <summary>Runs a search for an architecture, or the rest of one.</summary>
    /// <param name="workflows">The parts of the product it uses.</param>
    /// <param name="options">What is searched, and where it is kept.</param>
    /// <param name="progress">Is told after every architecture.</param>
    /// <param name="notes">Is told what an earlier run had done.</param>
    /// <param name="cancellation">Stops after the evaluations in progress; what is finished is kept.</param>
    /// <exception cref="WorkInterruptedException">The search was stopped; it says how far it was and whether it can be resumed.</exception>
    /// <exception cref="SwapScoreException">A setting is wrong, or files cannot be read or written.</exception>
    public static Task<Outcome> SearchAsync(
        this WorkflowContext workflows, SearchSessionOptions options, IProgress<WorkProgress>? progress = null, IProgress<Note>? notes = null, CancellationToken cancellation = default) =>
        TimeAsync(workflows, () => new SearchSession(workflows).RunAsync(options, progress, notes, cancellation));

    /// <summary>Runs a search and trains a few of what it has scored, or the rest of it: scores propose, trainings decide.</summary>
    /// <param name="workflows">The parts of the product it uses.</param>
    /// <param name="options">What is searched and trained, and where it is kept.</param>
    /// <param name="progress">Is told after every architecture, then after every step of a training.</param>
    /// <param name="notes">Is told what an earlier run had done, and what cannot be trained.</param>
    /// <param name="cancellation">Stops after the evaluations or the step in progress; what is finished is kept.</param>
    /// <exception cref="WorkInterruptedException">It was stopped; it says how far it was and whether it can be resumed.</exception>
    /// <exception cref="SwapScoreException">A setting is wrong, or files cannot be read or written.</exception>
    public static Task<Outcome> SearchWithTrainingsAsync(
        this WorkflowContext workflows, FewTrainingsOptions options, IProgress<WorkProgress>? progress = null, IProgress<Note>? notes = null, CancellationToken cancellation = default) =>
        TimeAsync(workflows, () => new FewTrainingsSession(workflows).RunAsync(options, progress, notes, cancellation));

    /// <summary>Measures the operators that networks of a space are made of into a table, on this machine, or the rest of them.</summary>
    /// <param name="workflows">The parts of the product it uses.</param>
    /// <param name="options">Of which space, how, and where to.</param>
    /// <param name="progress">Is told after every operator and network.</param>
    /// <param name="notes">Is told what is there already.</param>
    /// <param name="cancellation">Stops after the operator in progress; the file then holds what is measured.</param>
    /// <returns>The slowest operators, how far estimates are off, and how steady the device is.</returns>
    /// <exception cref="WorkInterruptedException">It was stopped; the same options go on.</exception>
    /// <exception cref="SwapScoreException">A setting is wrong, or the file is of something else or cannot be written.</exception>
    public static Task<Outcome> MeasureLatencyAsync(
        this WorkflowContext workflows, LatencyOptions options, IProgress<WorkProgress>? progress = null, IProgress<Note>? notes = null, CancellationToken cancellation = default) =>
        TimeAsync(workflows, () => Task.Run(() => new LatencySession(workflows).Run(options, progress, notes, cancellation), CancellationToken.None));

    /// <summary>Keeps the best of many architectures, for a costlier method that can look at few.</summary>
    /// <param name="workflows">The parts of the product it uses.</param>
    /// <param name="options">Which and how.</param>
    /// <param name="progress">Is told after every architecture.</param>
    /// <param name="cancellation">Stops after the evaluations in progress.</param>
    /// <exception cref="OperationCanceledException">The screening was stopped.</exception>
    /// <exception cref="SwapScoreException">A setting is wrong, samples cannot be read, or nothing could be scored.</exception>
    public static Task<Outcome> ScreenAsync(
        this WorkflowContext workflows, ScreenOptions options, IProgress<WorkProgress>? progress = null, CancellationToken cancellation = default) =>
        TimeAsync(workflows, () => new ScreenSession(workflows).RunAsync(options, progress, cancellation));

    /// <summary>Finds an architecture by pruning a super-network, or goes on with it.</summary>
    /// <param name="workflows">The parts of the product it uses.</param>
    /// <param name="options">What is pruned, and where it is kept.</param>
    /// <param name="progress">Is told after every measured network.</param>
    /// <param name="notes">Is told what an earlier run had done.</param>
    /// <param name="cancellation">Stops after the measurements in progress; what is finished is kept.</param>
    /// <exception cref="WorkInterruptedException">The search was stopped; it says how far it was and whether it can be resumed.</exception>
    /// <exception cref="SwapScoreException">A setting is wrong, or files cannot be read or written.</exception>
    public static Task<Outcome> PruneAsync(
        this WorkflowContext workflows, PruneSessionOptions options, IProgress<WorkProgress>? progress = null, IProgress<Note>? notes = null, CancellationToken cancellation = default) =>
        TimeAsync(workflows, () => new PruneSession(workflows).RunAsync(options, progress, notes, cancellation));

    /// <summary>Makes figures and tables of the paper, published numbers beside ours, and writes the report.</summary>
    /// <param name="workflows">The parts of the product it uses.</param>
    /// <param name="options">Which and how.</param>
    /// <param name="progress">Is told after every architecture of a study.</param>
    /// <param name="notes">Is told of the beginning of every figure, table and study.</param>
    /// <param name="cancellation">Stops after the evaluations in progress; what is finished is kept.</param>
    /// <exception cref="WorkInterruptedException">It was stopped; the same options go on.</exception>
    /// <exception cref="SwapScoreException">A setting is wrong, there are no published data at all, or files cannot be written.</exception>
    public static Task<Outcome> ReproduceAsync(
        this WorkflowContext workflows, ReproductionOptions options, IProgress<WorkProgress>? progress = null, IProgress<Note>? notes = null, CancellationToken cancellation = default) =>
        TimeAsync(workflows, () => new ReproductionSession(workflows).RunAsync(options, progress, notes, cancellation));

    /// <summary>Trains an architecture on images, or the rest of a training.</summary>
    /// <param name="workflows">The parts of the product it uses.</param>
    /// <param name="options">What is trained, and where it is kept.</param>
    /// <param name="progress">Is told after every step.</param>
    /// <param name="notes">Is told of images that cannot be read.</param>
    /// <param name="cancellation">Stops after the step in progress; the epochs that are done are kept.</param>
    /// <exception cref="WorkInterruptedException">The training was stopped; it says how far it was and whether it can be resumed.</exception>
    /// <exception cref="SwapScoreException">A setting is wrong, files cannot be read or written, or the loss became NaN.</exception>
    public static Task<Outcome> TrainAsync(
        this WorkflowContext workflows, TrainOptions options, IProgress<WorkProgress>? progress = null, IProgress<Note>? notes = null, CancellationToken cancellation = default) =>
        TimeAsync(workflows, () => TrainSession.RunAsync(options, progress, notes, cancellation));

    /// <summary>Trains architectures into a table of ground truth that studies read, or the rest of them.</summary>
    /// <param name="workflows">The parts of the product it uses.</param>
    /// <param name="options">Which architectures, on which images, where to.</param>
    /// <param name="progress">Is told after every step.</param>
    /// <param name="notes">Is told how exact a correlation will be, and what cannot be trained.</param>
    /// <param name="cancellation">Stops after the step in progress; the networks that are trained are kept.</param>
    /// <exception cref="WorkInterruptedException">It was stopped; it says how far it was.</exception>
    /// <exception cref="SwapScoreException">A setting is wrong, or files cannot be read or written.</exception>
    public static Task<Outcome> TrainTruthAsync(
        this WorkflowContext workflows, OwnTruthOptions options, IProgress<WorkProgress>? progress = null, IProgress<Note>? notes = null, CancellationToken cancellation = default) =>
        TimeAsync(workflows, () => OwnTruthSession.RunAsync(options, progress, notes, cancellation));

    /// <summary>Judges a trained network by images.</summary>
    /// <param name="workflows">The parts of the product it uses.</param>
    /// <param name="options">Which network, by which images.</param>
    /// <param name="notes">Is told of images that cannot be read.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="SwapScoreException">The folder holds no training, or the images do not suit it.</exception>
    public static Task<Outcome> EvaluateAsync(this WorkflowContext workflows, EvaluateOptions options, IProgress<Note>? notes = null, CancellationToken cancellation = default) =>
        TimeAsync(workflows, () => new EvaluateSession(workflows).RunAsync(options, notes, cancellation));

    /// <summary>Works for scoring services until it is stopped: takes evaluations from them and reports the results.</summary>
    /// <param name="workflows">The parts of the product it uses.</param>
    /// <param name="options">Which services, with what.</param>
    /// <param name="notes">Is told when a service answers, and when it does not any more.</param>
    /// <param name="cancellation">Stops the work; services give to others what is not done.</param>
    /// <returns>How many evaluations it has done.</returns>
    /// <exception cref="SwapScoreException">A setting is wrong, or a service refuses this machine or does not answer any more.</exception>
    public static async Task<long> WorkAsync(
        this WorkflowContext workflows, WorkerOptions options, IProgress<Note>? notes = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(workflows);
        ArgumentNullException.ThrowIfNull(options);
        await using var worker = new ScoringWorker(workflows, options, notes);
        return await worker.RunAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>Writes an architecture for other programs: as an ONNX model, or as text.</summary>
    /// <param name="options">What, as what, and where to.</param>
    /// <param name="notes">Is told what was written.</param>
    /// <param name="cancellation">Stops drawing weights.</param>
    /// <returns>The text where there is no file; null where one was written.</returns>
    /// <exception cref="SwapScoreException">A setting is wrong, the space has no such network, or the file cannot be written.</exception>
    public static string? Export(ExportOptions options, IProgress<Note>? notes = null, CancellationToken cancellation = default) =>
        ExportSession.Run(options, notes, cancellation);

    /// <summary>Downloads published data and checks them, or the rest of an interrupted download.</summary>
    /// <param name="options">Which, and where to.</param>
    /// <param name="progress">Is told while a file comes, in KiB.</param>
    /// <param name="notes">Is told what comes, from where and under which terms, before the first byte; and what is there already.</param>
    /// <param name="cancellation">Stops; what has come stays, and the same options go on.</param>
    /// <returns>A row for each file: whether it was there or has been downloaded, and its path.</returns>
    /// <exception cref="SwapScoreException">A setting is wrong, the publisher does not give a file, or it cannot be kept.</exception>
    public static Task<Outcome> DownloadAsync(
        DataDownloadOptions options, IProgress<WorkProgress>? progress = null, IProgress<Note>? notes = null, CancellationToken cancellation = default) =>
        DownloadSession.RunAsync(options, progress, notes, cancellation);

    /// <summary>Adds the results of stores of scores to another one.</summary>
    /// <param name="workflows">The parts of the product it uses.</param>
    /// <param name="paths">The files of the stores; they stay as they are.</param>
    /// <param name="output">The file of the store that is added to; it is made where there is none.</param>
    /// <param name="notes">Is told how many results each store has brought.</param>
    /// <returns>How many damaged results were left out.</returns>
    /// <exception cref="SwapScoreException">A store is missing or cannot be read or written.</exception>
    public static long MergeStores(this WorkflowContext workflows, IReadOnlyList<string> paths, string output, IProgress<Note>? notes = null)
    {
        ArgumentNullException.ThrowIfNull(workflows);
        return StoreMerge.Run(paths, output, workflows.Clock, notes);
    }

    private static async Task<Outcome> TimeAsync<T>(WorkflowContext workflows, Func<Task<T>> run)
        where T : Outcome
    {
        ArgumentNullException.ThrowIfNull(workflows);
        var started = workflows.Clock.GetTimestamp();
        var outcome = await run().ConfigureAwait(false);
        outcome.Seconds = workflows.Clock.GetElapsedTime(started).TotalSeconds;
        return outcome;
    }
}
