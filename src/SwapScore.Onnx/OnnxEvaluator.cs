using System.Collections.Immutable;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using SwapScore.Engine;
using SwapScore.Evaluation;
using SwapScore.Memory;
using SwapScore.Metrics;
using SwapScore.Networks;
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

    private static readonly MetricSource Source = new("an ONNX model", MetricRequirements.BenchmarkWeights);

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
            return new EvaluationResult { Request = request, Failure = fault.Message.StartsWith(prefix, StringComparison.Ordinal) ? fault.Message[prefix.Length..] : fault.Message };
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
        var fed = samples.For(model);
        var prepared = PreparedModel.Of(model, fed, options);
        var notes = prepared.Notes.ToList();
        if (options.Initialization == WeightInitialization.Auto && !prepared.IsNormalized)
            notes.Add("it has no normalisation, so its weights are drawn N(0, 2/n) instead of N(0, 1), which would overflow in deep models (the initialization 'gaussian' draws N(0, 1) all the same)");
        _notes[request.Architecture] = notes;
        var draw = new WeightDraw(prepared.Weights, prepared.Settle(options.Initialization));
        draw.ForgetGiven(prepared.Graph.Constants.Values);
        if (prepared.WeightBytes > Runtime.LargeArrays) MemoryPolicy.CollectGarbage();
        var seconds = new EvaluationSeconds { Build = clock.Lap() };

        var metrics = request.Options.Metrics.Select(Catalogue.Get).ToList();
        var measures = metrics.OfType<ForwardMetric>().Select(metric => metric.Measure).Distinct().ToList();
        var observers = measures.Select(measure => measure.Start(prepared.Network, fed.Size, fed.Size)).ToList();
        var observer = new TimedObserver([.. measures.Select(measure => measure.Observed(prepared.Network)).Zip(observers)]);
        var repeats = RepeatsOf(request.Options);
        var values = measures.Select(_ => new double[repeats]).ToList();
        var weightValues = metrics.OfType<WeightMetric>().ToDictionary(metric => metric, _ => new double[repeats]);
        var key = RandomKey.FromSeed(request.Options.Seed);
        try
        {
            using var pass = new ModelPass(prepared, fed, draw, options, threads, repeats);
            for (var repeat = 0; repeat < repeats; repeat++)
            {
                var own = key.Derive(RandomPurpose.Repeat, repeat);
                if (measures.Count > 0) seconds = seconds.Plus(pass.Run(own, observer, cancellation));
                for (var i = 0; i < measures.Count; i++)
                {
                    observers[i].EndPass();
                    values[i][repeat] = observers[i].Finish();
                }

                foreach (var (metric, found) in weightValues) found[repeat] = metric.Of(draw.All(own));
                Report(Interlocked.Increment(ref _done), total);
            }
        }
        finally
        {
            observers.ForEach(one => one.Dispose());
        }

        if (metrics.OfType<ForwardMetric>().FirstOrDefault(metric => metric.Description.Name == "swap") is { } swap
            && IsAtBound(values[measures.IndexOf(swap.Measure)].Average(), prepared.Network, fed.Size))
            notes.Add($"its score is at the bound of what {fed.Size} samples can show: choose a larger batch");
        return new EvaluationResult
        {
            Request = request,
            Parameters = prepared.Network.Parameters,
            Flops = prepared.Network.Flops(),
            Metrics = metrics.ToDictionary(metric => metric.Description.Name, Score),
            Seconds = seconds,
        };

        MetricScore Score(Metric metric) => metric switch
        {
            StructuralMetric structural => structural.Of(prepared.Network),
            ForwardMetric forward => forward.Conclude([.. values[measures.IndexOf(forward.Measure)]], prepared.Network, request.Options.SizePenalty),
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
