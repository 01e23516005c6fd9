using System.Collections.Immutable;
using System.Diagnostics;
using SwapScore.Metrics;
using SwapScore.Networks;
using SwapScore.Randomness;

namespace SwapScore.Evaluation;

/// <summary>One request on its way to a result: its repeats are done in pieces, each by whichever thread is free.</summary>
internal sealed class EvaluationJob : IDisposable
{
    private readonly EvaluationRequest _request;
    private readonly Func<SwapScoreException, (string Failure, Remedy? Remedy)> _explain;
    private readonly Lazy<IOpenNetwork> _opened;
    private readonly ImmutableArray<Metric> _metrics;
    private readonly ImmutableArray<ForwardRun> _forward;
    private readonly Dictionary<WeightMetric, double[]> _weights;
    private readonly GradientRepeats? _gradients;
    private readonly Action _repeatDone;
    private readonly TaskCompletionSource<EvaluationResult> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _lock = new();
    private EvaluationSeconds _seconds = new();
    private int _pending;
    private volatile bool _isCancelled;

    /// <param name="request">The request, its options checked.</param>
    /// <param name="open">Opens its network.</param>
    /// <param name="catalog">Holds its metrics.</param>
    /// <param name="repeats">How many repeats there are.</param>
    /// <param name="areGradientsShared">Whether metrics of gradients may be computed by several threads.</param>
    /// <param name="pieces">The most pieces its repeats may be cut into.</param>
    /// <param name="repeatDone">Called after every repeat.</param>
    /// <param name="explain">Puts a fault into words.</param>
    public EvaluationJob(
        EvaluationRequest request, Func<IOpenNetwork> open, MetricCatalog catalog, int repeats, bool areGradientsShared, int pieces, Action repeatDone,
        Func<SwapScoreException, (string Failure, Remedy? Remedy)> explain)
    {
        (_request, Repeats, _repeatDone, _explain) = (request, repeats, repeatDone, explain);
        _opened = new(open);
        _metrics = [.. request.Options.Metrics.Select(catalog.Get)];
        _weights = _metrics.OfType<WeightMetric>().Distinct().ToDictionary(metric => metric, _ => new double[Repeats]);
        _forward =
        [
            .. from measure in _metrics.OfType<ForwardMetric>().SelectMany(metric => metric.Measures).Distinct()
               group measure by measure.Protocol into run

               // What others run may depend on how the samples are run.
               orderby run.Key != ForwardProtocol.Standard
               select new ForwardRun(run.Key, run, _opened, request.Options.Seed, Repeats),
        ];
        var gradients = _metrics.OfType<GradientMetric>().Distinct().ToArray();
        _gradients = gradients.Length > 0 ? new GradientRepeats(gradients, _opened, request.Options.Seed, Repeats) : null;
        Pieces = _forward.IsEmpty && _weights.Count == 0 ? 1 : Math.Min(pieces, Repeats);
        AreGradientsShared = areGradientsShared;
        GradientPieces = _gradients is null ? 0 : areGradientsShared ? Math.Min(pieces, Repeats) : 1;
        _pending = Pieces + GradientPieces;
    }

    /// <summary>How many repeats there are.</summary>
    public int Repeats { get; }

    /// <summary>How many pieces <see cref="Run"/> is to be called for.</summary>
    public int Pieces { get; }

    /// <summary>How many pieces <see cref="RunGradients"/> is to be called for.</summary>
    public int GradientPieces { get; }

    /// <summary>Whether these may run at the same time, and beside those of other networks.</summary>
    public bool AreGradientsShared { get; }

    public Task<EvaluationResult> Result => _result.Task;

    private bool IsOver => _result.Task.IsCompleted;

    /// <summary>Evaluates a network that is open, on this thread.</summary>
    /// <exception cref="SwapScoreException">There are no scores.</exception>
    public static EvaluationResult Evaluate(EvaluationRequest request, IOpenNetwork network, MetricCatalog catalog)
    {
        var job = new EvaluationJob(request, () => network, catalog, request.Options.Repeats, false, 1, () => { }, fault => (fault.Message, null));
        job.Add(job.Measure(0, 1, CancellationToken.None));
        return job.Conclude();
    }

    /// <summary>Does one piece of the repeats. Cancelled, it leaves the result incomplete.</summary>
    public void Run(int piece, int threads, CancellationToken cancellation) => Guard(() => Measure(piece, threads, cancellation), cancellation);

    /// <summary>Does one piece of the repeats of metrics of gradients.</summary>
    public void RunGradients(int piece, int threads, CancellationToken cancellation) => Guard(
        () => _gradients!.Measure(
            Repeats * piece / GradientPieces, Repeats * (piece + 1) / GradientPieces, threads, _forward.IsEmpty && _weights.Count == 0 ? _repeatDone : null,
            () => IsOver, cancellation),
        cancellation);

    /// <summary>Closes the network, if it was opened; no piece runs any more.</summary>
    public void Dispose()
    {
        if (_opened.IsValueCreated) _opened.Value.Dispose();
    }

    /// <summary>The last piece to end completes the result and closes the network.</summary>
    private void Guard(Func<EvaluationSeconds> work, CancellationToken cancellation)
    {
        try
        {
            if (!IsOver) Add(work());
            if (Interlocked.Decrement(ref _pending) > 0) return;
            var result = IsOver || _isCancelled ? null : Conclude();
            Dispose();
            if (result is not null) _result.TrySetResult(result);
        }
        catch (Exception fault)
        {
            Fail(fault, cancellation);
            if (Interlocked.Decrement(ref _pending) <= 0) Dispose();
        }
    }

    private void Add(EvaluationSeconds seconds)
    {
        lock (_lock) _seconds = _seconds.Plus(seconds);
    }

    private void Fail(Exception fault, CancellationToken cancellation)
    {
        switch (fault)
        {
            case OperationCanceledException when cancellation.IsCancellationRequested:
                // Nobody waits for it, and values are missing.
                _isCancelled = true;
                break;
            case SwapScoreException known:
                var (failure, remedy) = _explain(known);
                _result.TrySetResult(new EvaluationResult { Request = _request, Failure = failure, Remedy = remedy });
                break;
            default:
                _result.TrySetException(fault);
                break;
        }
    }

    private EvaluationSeconds Measure(int piece, int threads, CancellationToken cancellation)
    {
        var clock = Stopwatch.GetTimestamp();
        var opened = _opened.Value;
        foreach (var run in _forward)
            run.Prepare();
        var seconds = new EvaluationSeconds { Build = EvaluationSeconds.Lap(ref clock) };
        var (first, end) = (Repeats * piece / Pieces, Repeats * (piece + 1) / Pieces);
        foreach (var run in _forward)
            seconds = seconds.Plus(run.Measure(first, end, threads, run == _forward[0] ? _repeatDone : null, () => IsOver, cancellation));

        EvaluationSeconds.Lap(ref clock);
        var key = RandomKey.FromSeed(_request.Options.Seed);
        for (var repeat = first; repeat < end && _weights.Count > 0; repeat++)
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var (metric, values) in _weights)
                values[repeat] = metric.Of(opened.WeightsOf(key.Derive(RandomPurpose.Repeat, repeat)));
            if (_forward.IsEmpty) _repeatDone();
        }

        return seconds.Plus(new EvaluationSeconds { Initialize = EvaluationSeconds.Lap(ref clock) });
    }

    private EvaluationResult Conclude()
    {
        var network = _opened.Value.Network;
        var undefined = Undefined();
        var result = new EvaluationResult
        {
            Request = _request,
            Parameters = network.Parameters,
            Flops = network.Flops(),
            IsCutOff = network.IsCutOff,
            KeepsTrainedNumbers = _opened.Value.KeepsTrainedNumbers,
            Seconds = _seconds,
        };
        if (_metrics.All(metric => undefined.ContainsKey(metric.Description.Name)))
            return result.AsFailure(string.Join("; ", undefined.Values.Distinct()));
        result = result with
        {
            Metrics = _metrics.Where(metric => !undefined.ContainsKey(metric.Description.Name)).Distinct()
                .ToDictionary(metric => metric.Description.Name, metric => Score(metric, network)),
            Undefined = undefined,
        };
        return result with { Notes = [.. _opened.Value.NotesOn(result)] };
    }

    /// <summary>Metrics without a value, and why.</summary>
    private Dictionary<string, string> Undefined()
    {
        var undefined = new Dictionary<string, string>(_gradients?.Undefined ?? []);
        foreach (var metric in _metrics.OfType<ForwardMetric>())
            if (metric.Measures.Select(measure => RunOf(measure).Reason).FirstOrDefault(reason => reason is not null) is { } reason) undefined[metric.Name] = reason;
        return undefined;
    }

    private MetricScore Score(Metric metric, Network network) => metric switch
    {
        StructuralMetric structural => structural.Of(network),
        WeightMetric weights => new MetricScore([.. _weights[weights]]),
        GradientMetric gradients => new MetricScore(_gradients!.ValuesOf(gradients)),
        ForwardMetric forward => forward.Conclude(
            [.. forward.Measures.Select(measure => RunOf(measure).ValuesOf(measure))], network, _request.Options.SizePenalty),
        _ => throw new UnreachableException(),
    };

    private ForwardRun RunOf(IForwardMeasure measure) => _forward.First(run => run.Holds(measure));
}
