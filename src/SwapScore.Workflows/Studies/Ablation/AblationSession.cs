using SwapScore.Storage;
using SwapScore.Studies;
using SwapScore.Workflows.Composition;
using SwapScore.Workflows.Samples;
using SwapScore.Workflows.Scoring;
using SwapScore.Workflows.Sessions;

namespace SwapScore.Workflows.Studies.Ablation;

/// <summary>Runs an ablation: how correlations depend on batch size, input size, data, repeats and initializer.</summary>
/// <param name="workflows">The parts of the product it uses.</param>
internal sealed class AblationSession(WorkflowContext workflows)
{
    /// <summary>Runs the studies of a grid, or the rest of them.</summary>
    /// <param name="options">What is studied, and where it is kept.</param>
    /// <param name="progress">Is told after every architecture of every study.</param>
    /// <param name="cancellation">Stops after the evaluations in progress; what is finished is kept.</param>
    /// <exception cref="WorkInterruptedException">The ablation was stopped.</exception>
    /// <exception cref="SwapScoreException">A setting is wrong, or files cannot be read or written.</exception>
    public async Task<AblationOutcome> RunAsync(AblationOptions options, IProgress<WorkProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var outcome = await RunAsync(
            options, options.Folder is { } kept ? new StudyCache(Path.Combine(kept, "studies")) : null, _ => { }, progress, cancellation).ConfigureAwait(false);
        if (options.Folder is not { } folder) return outcome;
        var files = new FinalFiles();
        files.Write(() => AtomicFile.Write(Path.Combine(folder, "ablation.json"), JsonText.Document(outcome.Document)));
        files.Write(() => AtomicFile.Write(Path.Combine(folder, "ablation.csv"), outcome.Table.ToCsv()));
        outcome.FileFaults = files.Faults;
        return outcome;
    }

    /// <param name="options">The grid, the table and the samples.</param>
    /// <param name="cache">Where the studies are kept; null for nowhere.</param>
    /// <param name="begin">Is told how many architectures are studied, before any work.</param>
    /// <param name="progress">Is told after every architecture of every study.</param>
    /// <param name="cancellation">Stops after the evaluations in progress.</param>
    internal async Task<AblationOutcome> RunAsync(
        AblationOptions options, StudyCache? cache, Action<int> begin, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        var grid = options.Grid.Validated();
        var metrics = options.Evaluation.Metrics;
        var table = StudiedTable.Read(workflows, options.Space, options.Task, options.Truth, null, metrics, options.SkipInvalid, options.Limit);
        var definition = new StudyDefinition
        {
            Study = "ablation",
            Space = options.Space.Name,
            Task = options.Task.Name,
            Options = RegularizationChoice.Auto.Resolve(options.Evaluation with { Repeats = 1 }, options.Space, options.Task, options.Task.Input, options.Threads),
            BatchSize = 1,
            BatchFingerprint = "",
            TruthFingerprint = table.Fingerprint,
            Limit = options.Limit,
            SkipInvalid = options.SkipInvalid,
            Version = ProductVersion.Text,
        };
        begin(table.Studied.Count);
        var runner = new AblationRunner(
            (setting, seed) => workflows.LoadBatch(Samples(options, setting, seed)), batch => workflows.OpenEvaluator(batch, options.Threads), workflows.Clock);
        var counter = new ProgressCounter(progress);
        try
        {
            var points = await runner.RunAsync(grid, definition, table.Studied, cache, counter, cancellation).ConfigureAwait(false);
            return new AblationOutcome(options, [.. points], definition, grid, table.Studied.Count);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            var total = AblationSetting.All(grid).Count() * grid.Seeds * table.Studied.Count;
            throw new WorkInterruptedException(counter.Done, total, "evaluations", isKept: cache is not null, options.Folder, cancellation);
        }
    }

    private static SampleRequest Samples(AblationOptions options, AblationSetting setting, long seed) =>
        new(setting.Data, setting.BatchSize, setting.Side, options.Task)
        {
            Vocabulary = options.Vocabulary,
            TextField = options.TextField,
            SequenceLength = options.SequenceLength,
            Seed = seed,
        };
}
