using System.Collections.Immutable;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using SwapScore.Engine;
using SwapScore.Evaluation;
using SwapScore.Memory;
using SwapScore.Metrics;
using SwapScore.Networks;
using SwapScore.Onnx.Reading;
using SwapScore.Onnx.Running;
using SwapScore.Onnx.Samples;
using SwapScore.Onnx.Weights;
using SwapScore.Randomness;

namespace SwapScore.Onnx;

/// <summary>
/// Evaluates models in ONNX files: requests name the space <see cref="Space"/> and, as architecture, a file. One model after the other is
/// held in memory; ONNX Runtime uses all threads.
/// </summary>
/// <param name="samples">What models are fed.</param>
/// <param name="options">How they are scored.</param>
/// <param name="threads">Threads of ONNX Runtime, at least 1.</param>
/// <param name="progress">Told of every repeat that is done, out of those of all requests; null for nobody.</param>
/// <param name="catalogue">The metrics requests may name; null, the default, for <see cref="MetricCatalogue.Standard"/>.</param>
public sealed class OnnxEvaluator(ISampleSource samples, OnnxScoringOptions options, int threads, IProgress<(int Done, int Total)>? progress = null, MetricCatalogue? catalogue = null)
    : IEvaluator
{
    /// <summary>The name requests give as their space.</summary>
    public const string Space = "onnx";

    private static readonly MetricSource Source = new(
        "an ONNX model", MetricRequirements.OwnInputs | MetricRequirements.InnerValues | MetricRequirements.BenchmarkWeights);

    private readonly Dictionary<string, IReadOnlyList<string>> _notes = [];
    private int _done;

    /// <inheritdoc/>
    public MetricCatalogue Catalogue { get; } = catalogue ?? MetricCatalogue.Standard;

    /// <summary>Names of the metrics that can be computed of models: those of one forward pass, of weights and of structure.</summary>
    public static ImmutableArray<string> Metrics { get; } =
        [.. MetricCatalogue.Standard.Metrics.Where(metric => Source.Refusal(metric) is null).Select(metric => metric.Name)];

    /// <summary>What a user should know of the models evaluated so far, by request's architecture: activations that are not observed, and why; of a failed one what to do.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Notes => _notes;

    /// <inheritdoc/>
    public async IAsyncEnumerable<EvaluationResult> EvaluateAsync(
        IReadOnlyList<EvaluationRequest> requests, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(requests);
        options.Validated();
        var total = requests.Sum(request => RepeatsOf(request.Options));
        var reached = 0;
        foreach (var request in requests)
        {
            cancellation.ThrowIfCancellationRequested();
            yield return await Task.Run(() => Evaluate(request, total, cancellation), CancellationToken.None).ConfigureAwait(false);
            Report(reached += RepeatsOf(request.Options), total);
        }
    }

    /// <summary>Weights that are kept are the same in every repeat.</summary>
    private int RepeatsOf(EvaluationOptions evaluation) => options.Initialization == WeightInitialization.Keep ? 1 : evaluation.Repeats;

    private EvaluationResult Evaluate(EvaluationRequest request, int total, CancellationToken cancellation)
    {
        try
        {
            request.Options.Validated(Catalogue);
            if (request.Options.Metrics.Select(name => Source.Refusal(Catalogue.Get(name))).FirstOrDefault(reason => reason is not null) is { } refusal)
                throw new UsageException(refusal, $"possible are {string.Join(", ", Metrics)}");
            Runtime.ReserveRunMemory();
            return Measure(request, total, cancellation);
        }
        catch (NonFiniteException fault) when (options.Initialization != WeightInitialization.Keep)
        {
            _notes[request.Architecture] = ["the initialization 'kaiming' keeps values small where N(0, 1) overflows"];
            return new EvaluationResult { Request = request, Failure = fault.Message };
        }
        catch (SwapScoreException fault)
        {
            if (fault.Hint is { } hint) _notes[request.Architecture] = [hint];

            // The row has the name already.
            var prefix = $"{Path.GetFileName(request.Architecture)}: ";
            var message = fault.Message.StartsWith(prefix, StringComparison.Ordinal) ? fault.Message[prefix.Length..] : fault.Message;
            return new EvaluationResult { Request = request, Failure = PlainText.Of(message) };
        }
        finally
        {
            Runtime.ReturnRunMemory();
        }
    }

    private EvaluationResult Measure(EvaluationRequest request, int total, CancellationToken cancellation)
    {
        var clock = new PhaseClock();
        var model = OnnxModel.Read(request.Architecture);
        var metrics = request.Options.Metrics.Select(Catalogue.Get).ToList();
        var key = RandomKey.FromSeed(request.Options.Seed);
        var repeats = RepeatsOf(request.Options);
        var undefined = new Dictionary<string, string>();
        var runs = new List<ProtocolRun>();
        try
        {
            // The run of the samples comes first, measured or not: it says what the model is.
            var forward = metrics.OfType<ForwardMetric>().ToLookup(metric => metric.Measure.Protocol);
            runs.Add(ProtocolRun.OfSamples(model, samples, Measures(forward[ForwardProtocol.Standard]), options, repeats, cancellation));
            foreach (var group in forward.Where(group => group.Key != ForwardProtocol.Standard))
                try
                {
                    runs.Add(runs[0].Beside(group.Key, Measures(group), options, key, repeats, cancellation));
                }
                catch (SwapScoreException fault)
                {
                    foreach (var metric in group) undefined[metric.Name] = fault.Hint is { } hint ? $"{fault.Message}; {hint}" : fault.Message;
                }

            if (metrics.All(metric => undefined.ContainsKey(metric.Name)))
                return new EvaluationResult { Request = request, Failure = string.Join("; ", undefined.Values.Distinct()) };
            return Measure(request, metrics, runs, undefined, runs[0].Prepared.Samples.Size, clock, total, cancellation);
        }
        finally
        {
            runs.ForEach(run => run.Dispose());
        }

        static ImmutableArray<IForwardMeasure> Measures(IEnumerable<ForwardMetric> metrics) => [.. metrics.Select(metric => metric.Measure).Distinct()];
    }

    private EvaluationResult Measure(
        EvaluationRequest request, List<Metric> metrics, List<ProtocolRun> runs, Dictionary<string, string> undefined, int samples, PhaseClock clock, int total,
        CancellationToken cancellation)
    {
        var prepared = runs[0].Prepared;
        var notes = prepared.Notes.Select(PlainText.Of).ToList();
        if (options.Initialization == WeightInitialization.Auto && !prepared.IsNormalized)
            notes.Add("it has no normalisation, so its weights are drawn N(0, 2/n) instead of N(0, 1), which would overflow in deep models (the initialization 'gaussian' draws N(0, 1) all the same)");
        _notes[request.Architecture] = notes;
        var draw = new WeightDraw(prepared.Weights, prepared.Settle(options.Initialization));
        foreach (var run in runs) draw.ForgetGiven(run.Prepared.Graph.Constants.Values);
        if (prepared.WeightBytes > Runtime.LargeArrays) MemoryPolicy.CollectGarbage();
        var seconds = new EvaluationSeconds { Build = clock.Lap() };
        var repeats = RepeatsOf(request.Options);
        var weightValues = metrics.OfType<WeightMetric>().ToDictionary(metric => metric, _ => new double[repeats]);
        var key = RandomKey.FromSeed(request.Options.Seed);
        foreach (var run in runs) run.Open(draw, options, threads);
        for (var repeat = 0; repeat < repeats; repeat++)
        {
            var own = key.Derive(RandomPurpose.Repeat, repeat);
            foreach (var run in runs) seconds = seconds.Plus(run.Run(repeat, own, cancellation));
            foreach (var (metric, found) in weightValues) found[repeat] = metric.Of(draw.All(own));
            Report(Interlocked.Increment(ref _done), total);
        }

        if (metrics.OfType<ForwardMetric>().FirstOrDefault(metric => metric.Name == "swap") is { } swap
            && IsAtBound(ValuesOf(swap).Average(), prepared.Network, samples))
            notes.Add($"its score is at the bound of what {samples} samples can show: choose a larger batch");
        return new EvaluationResult
        {
            Request = request,
            Parameters = prepared.Network.Parameters,
            KeepsTrainedNumbers = prepared.KeepsTrainedNumbers,
            Flops = prepared.Network.Flops(),
            Undefined = undefined,
            Metrics = metrics.Where(metric => !undefined.ContainsKey(metric.Name)).ToDictionary(metric => metric.Name, Score),
            Seconds = seconds,
        };

        ImmutableArray<double> ValuesOf(ForwardMetric metric) => runs.Select(run => run.ValuesOf(metric.Measure)).First(values => values is not null)!.Value;

        MetricScore Score(Metric metric) => metric switch
        {
            StructuralMetric structural => structural.Of(prepared.Network),
            ForwardMetric forward => forward.Conclude(ValuesOf(forward), prepared.Network, request.Options.SizePenalty),
            WeightMetric weight => new MetricScore([.. weightValues[weight]]),
            _ => throw new UnreachableException(),
        };
    }

    /// <summary>Whether nearly all patterns occur that S samples can have, so that larger networks could show no more.</summary>
    private static bool IsAtBound(double patterns, Network network, int samples)
    {
        var bound = Math.Pow(network.Activations.Any(node => node.Operation.Signs == SignRange.Ternary) ? 3 : 2, samples);
        return patterns >= 0.99 * bound && network.DistinctNeurons > bound;
    }

    private void Report(int done, int total)
    {
        _done = done;
        progress?.Report((done, total));
    }
}
