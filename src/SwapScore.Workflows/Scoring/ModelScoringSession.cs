using SwapScore.Evaluation;
using SwapScore.Metrics;
using SwapScore.Onnx;
using SwapScore.Values;
using SwapScore.Weights;
using SwapScore.Workflows.Composition;
using SwapScore.Workflows.Samples;
using SwapScore.Workflows.Sessions;

namespace SwapScore.Workflows.Scoring;

/// <summary>Ranks models in ONNX files.</summary>
/// <param name="workflows">The parts of the product it uses.</param>
internal sealed class ModelScoringSession(WorkflowContext workflows)
{
    /// <summary>Scores the models and ranks them. A model that cannot be scored is a row with its reason.</summary>
    /// <param name="options">Which and how.</param>
    /// <param name="progress">Is told while models run.</param>
    /// <param name="notes">Receives warnings, and what scoring had to change in a model.</param>
    /// <param name="cancellation">Stops the session; what is scored by then is ranked.</param>
    /// <exception cref="OperationCanceledException">The session was stopped before anything was scored.</exception>
    /// <exception cref="SwapScoreException">A setting is wrong, or files or samples cannot be read.</exception>
    public async Task<ScoringOutcome> RunAsync(
        ModelScoringOptions options, IProgress<WorkProgress>? progress = null, IProgress<Note>? notes = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        try
        {
            return await ScoreAsync(options, progress, notes, cancellation).ConfigureAwait(false);
        }
        catch (InputException fault) when (options.Root is not null)
        {
            throw new InputException(options.Shown(fault.Message), fault.Remedy, fault);
        }
        catch (UsageException fault) when (options.Root is not null)
        {
            throw new UsageException(options.Shown(fault.Message), fault.Remedy);
        }
    }

    private async Task<ScoringOutcome> ScoreAsync(ModelScoringOptions options, IProgress<WorkProgress>? progress, IProgress<Note>? notes, CancellationToken cancellation)
    {
        var started = workflows.Clock.GetTimestamp();
        var files = ModelFiles.Find(options.Paths);
        var columns = options.Columns;
        var evaluation = Validated(options, [.. columns.Computed()]);
        var samples = ModelSampleSource.Find(options.Data, options.Samples, options.Vocabulary);
        if (samples.IsNoise)
            notes.Warn("noise says less than real samples: in the paper's measurements the correlation falls from 0.92 to 0.63");

        var labels = ModelFiles.Labels(files);
        var entries = files.Select((file, i) => new NetworkEntry(i + 1, labels[i], options.Shown(file))).ToList();
        await using var models = new OnnxEvaluator(samples, options.Threads, new Steps(progress));
        evaluation = WithSizes(evaluation, options.Regularization, () => models.ReadParameters(files));
        var results = await ResultCollector.CollectAsync(
            models.EvaluateFilesAsync(files, evaluation, workflows.BehindStore(models), cancellation), _ => { }, cancellation).ConfigureAwait(false);
        results = [.. results.Select(result => result.Failure is { } failure ? result.AsFailure(options.Shown(failure)) : result)];

        foreach (var (result, label) in results.Zip(labels).Where(pair => pair.First.Failure is null))
            foreach (var note in result.Notes)
                notes.Warn($"{label}: {note}");
        var ranking = new Ranking(columns, evaluation.Metrics, entries, results);
        var seconds = workflows.Clock.GetElapsedTime(started).TotalSeconds;
        return new ScoringOutcome(ranking, ModelScoreDocument.Create(evaluation, samples, options.Samples.Count, options.Threads, seconds, ranking))
        {
            Total = files.Count,
            Evaluation = evaluation,
            Samples = $"{options.Samples.Count} samples of {samples.Name}",
            Threads = options.Threads,
        };
    }

    private static EvaluationOptions Validated(ModelScoringOptions options, ValueList<string> metrics)
    {
        var evaluation = (options.Evaluation with { Metrics = metrics }).Validated(MetricCatalog.Standard);
        if (evaluation.Metrics.FirstOrDefault(name => !OnnxEvaluator.Metrics.Contains(name)) is { } impossible)
            throw new UsageException($"{impossible} cannot be computed of an ONNX model", $"possible are {string.Join(", ", OnnxEvaluator.Metrics)}");
        return evaluation.Initializer == Initializers.Keep ? evaluation with { Repeats = 1 } : evaluation;
    }

    /// <summary>The options with μ and σ as given, or from the sizes of the models.</summary>
    private static EvaluationOptions WithSizes(EvaluationOptions evaluation, RegularizationChoice choice, Func<IReadOnlyList<long>> read)
    {
        var (mu, sigma) = choice;
        if (!evaluation.Metrics.Contains(MetricCatalog.Regularized)) return evaluation;
        if (mu is null || sigma is null)
        {
            var sizes = read();
            var found = sizes.Count > 0 ? Metrics.Swap.Regularization.SizeRewarding(sizes) : (evaluation.Mu, evaluation.Sigma);
            (mu, sigma) = (mu ?? found.Item1, sigma ?? found.Item2);
        }

        return evaluation with { Mu = mu.Value, Sigma = sigma.Value };
    }

    private sealed class Steps(IProgress<WorkProgress>? progress) : IProgress<(int Done, int Total)>
    {
        public void Report((int Done, int Total) value) => progress?.Report(new WorkProgress(value.Done, value.Total));
    }
}
