using System.CommandLine;
using System.Text.Json.Nodes;
using SwapScore.Cli.Commands;
using SwapScore.Cli.Options;
using SwapScore.Cli.Output;
using SwapScore.Cli.Scoring;
using SwapScore.Evaluation;
using SwapScore.Metrics;
using SwapScore.Metrics.Swap;
using SwapScore.Onnx;
using SwapScore.Onnx.Samples;
using SwapScore.Storage;
using SwapScore.Workflows.Samples;
using SwapScore.Workflows.Scoring;

namespace SwapScore.Cli.Models;

/// <summary>Ranks models in files: <c>swapscore score a.onnx b.onnx models/</c>.</summary>
internal sealed class ModelScoring(SharedOptions shared, ModelOptions models, CommandContext context)
{
    /// <summary>Initialisations averaged unless the user says otherwise: large models differ by far more than their repeats.</summary>
    public const int StandardRepeats = 4;

    public async Task<int> RunAsync(ParseResult parsed, IReadOnlyList<string> arguments)
    {
        var run = new CommandOutput(shared, context, parsed);
        var clock = context.Workflows.Clock;
        var started = clock.GetTimestamp();
        var files = ModelFiles.Find(arguments);
        var scoring = models.ReadScoring(parsed);
        var options = ReadEvaluation(parsed, scoring, files);
        var threads = shared.ReadThreads(parsed);
        var samples = ReadSamples(parsed);
        if (samples is NoiseSamples)
            run.Messages.Warning("noise says less than real samples: in the paper's measurements the correlation falls from 0.92 to 0.63");

        var labels = ModelFiles.Labels(files);
        var entries = files.Select((file, i) => new NetworkEntry(i + 1, labels[i], file)).ToList();
        var requests = files.Select(file => new EvaluationRequest(OnnxEvaluator.Space, file, options, samples.Name)).ToList();
        var stop = context.Interruption;
        var results = await Collecting.RunAsync(run.Progress, Evaluate, stop.Token).ConfigureAwait(false);

        var ranking = new Ranking(options.Metrics, entries.Zip(results));
        var seconds = clock.GetElapsedTime(started).TotalSeconds;
        run.Results.Write(ranking.AsTable(), () => ModelScoreDocument.Create(options, scoring, samples, threads, seconds, ranking));
        run.Messages.Note(RunLine.Of(options, $"{parsed.GetRequiredValue(shared.BatchSize)} samples of {samples.Name}", threads, seconds));
        ranking.Explain(run.Messages);
        foreach (var (result, label) in results.Zip(labels))
            foreach (var note in result.Notes)
                run.Messages.Warning($"{label}: {note}");
        return (int)ranking.Conclude(run.Messages, files.Count, stop);

        IAsyncEnumerable<EvaluationResult> Evaluate(IProgress<WorkProgress> progress) =>
            new OnnxEvaluator(samples, scoring, threads, new Steps(progress)).EvaluateAsync(requests, stop.Token);
    }

    /// <summary>Reads the samples that the user named.</summary>
    public ISampleSource ReadSamples(ParseResult parsed)
    {
        var options = models.ReadSamples(parsed, shared);
        return ModelSampleSource.Of(ModelSampleSource.Request(parsed.GetRequiredValue(shared.Data), options, parsed.GetValue(shared.Vocabulary)), options);
    }

    private EvaluationOptions ReadEvaluation(ParseResult parsed, OnnxScoringOptions scoring, IReadOnlyList<string> files)
    {
        var options = shared.ReadScoring(parsed, parsed.GetRequiredValue(shared.Metric).SelectMany(name => name == "all" ? OnnxEvaluator.Metrics : [name]).Distinct());
        if (options.Metrics.FirstOrDefault(name => !OnnxEvaluator.Metrics.Contains(name)) is { } impossible)
            throw new UsageException($"{impossible} cannot be computed of an ONNX model", $"possible are {string.Join(", ", OnnxEvaluator.Metrics)}");
        if (parsed.GetResult(shared.Repeats) is null or { Implicit: true }) options = options with { Repeats = StandardRepeats };
        if (scoring.Initialization == WeightInitialization.Keep) options = options with { Repeats = 1 };
        var regularisation = shared.ReadRegularization(parsed);
        if (!options.Metrics.Contains(MetricCatalogue.Regularised) || regularisation is { Mu: not null, Sigma: not null }) return options;
        var sizes = ModelFiles.Parameters(files).ToList();
        var (mu, sigma) = sizes.Count > 0 ? new SizeDistribution(sizes).SizeRewarding : (options.Mu, options.Sigma);
        return options with { Mu = regularisation.Mu ?? mu, Sigma = regularisation.Sigma ?? sigma };
    }

    private sealed class Steps(IProgress<WorkProgress> progress) : IProgress<(int Done, int Total)>
    {
        public void Report((int Done, int Total) value) => progress.Report(new WorkProgress(value.Done, value.Total));
    }
}
