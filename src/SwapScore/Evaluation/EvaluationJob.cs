using System.Collections.Immutable;
using System.Diagnostics;
using SwapScore.Data;
using SwapScore.Engine;
using SwapScore.Metrics;
using SwapScore.Networks;
using SwapScore.Randomness;
using SwapScore.Spaces;

namespace SwapScore.Evaluation;

/// <summary>One request on its way to a result: its repeats are done in pieces, each by whichever thread is free.</summary>
internal sealed class EvaluationJob
{
    private static readonly GaussianInitializer Initializer = new();

    private readonly EvaluationRequest _request;
    private readonly ISearchSpace _space;
    private readonly Batch _batch;
    private readonly VectorWidth _width;
    private readonly Lazy<(Network Network, Plan? Plan)> _prepared;
    private readonly ImmutableArray<Metric> _metrics;
    private readonly ImmutableArray<IForwardMeasure> _measures;
    private readonly double[][] _values;
    private readonly TaskCompletionSource<EvaluationResult> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _lock = new();
    private EvaluationSeconds _seconds = new();
    private int _pending;

    public EvaluationJob(EvaluationRequest request, ISearchSpace space, Batch batch, VectorWidth width, int pieces)
    {
        (_request, _space, _batch, _width) = (request, space, batch, width);
        _metrics = [.. request.Options.Validated().Metrics.Select(MetricCatalogue.Get)];
        _measures = [.. _metrics.OfType<ForwardMetric>().Select(metric => metric.Measure).Distinct()];
        _values = [.. _measures.Select(_ => new double[request.Options.Repeats])];
        _prepared = new(Prepare);
        Pieces = _measures.IsEmpty ? 1 : Math.Min(pieces, request.Options.Repeats);
        _pending = Pieces;
    }

    public int Pieces { get; }

    public Task<EvaluationResult> Result => _result.Task;

    /// <summary>Does one piece of the repeats; the last one to finish completes the result.</summary>
    public void Run(int piece, Executor executor)
    {
        try
        {
            var seconds = Measure(piece, executor);
            lock (_lock)
            {
                _seconds = _seconds.Plus(seconds);
                if (--_pending == 0) _result.TrySetResult(Conclude());
            }
        }
        catch (SwapScoreException fault)
        {
            _result.TrySetResult(new EvaluationResult { Request = _request, Failure = fault.Message });
        }
        catch (Exception fault)
        {
            _result.TrySetException(fault);
        }
    }

    private (Network, Plan?) Prepare()
    {
        var task = SearchSpaces.FindTask(_space, _request.Task);
        var network = _space.BuildScoringNetwork(_space.Parse(_request.Architecture), task, _batch.Shape);
        return (network, _measures.IsEmpty ? null : Plan.Compile(network, _batch.Size, new PlanOptions { Width = _width, Observed = IsObserved }));
    }

    private bool IsObserved(Node node) => !node.IsAuxiliary && _measures.Any(measure => measure.Observes(node));

    private EvaluationSeconds Measure(int piece, Executor executor)
    {
        var clock = new PhaseClock();
        var (network, plan) = _prepared.Value;
        if (plan is null) return new EvaluationSeconds { Build = clock.Lap() };

        var observers = _measures.Select(measure => measure.Start(network, _batch.Size)).ToArray();
        var observer = new TimedObserver([.. _measures.Zip(observers)]);
        executor.Load(plan, _batch);
        var build = clock.Lap();
        var (initialize, run) = (0.0, 0.0);
        var repeats = _request.Options.Repeats;
        var key = RandomKey.FromSeed(_request.Options.Seed);
        for (var repeat = repeats * piece / Pieces; repeat < repeats * (piece + 1) / Pieces && !_result.Task.IsCompleted; repeat++)
        {
            executor.Initialize(Initializer, key.Derive(RandomPurpose.Repeat, repeat));
            initialize += clock.Lap();
            executor.Run(observer);
            for (var i = 0; i < observers.Length; i++)
                _values[i][repeat] = observers[i].Finish();
            run += clock.Lap();
        }

        return new EvaluationSeconds { Build = build, Initialize = initialize, Forward = run - observer.Seconds, Observe = observer.Seconds };
    }

    private EvaluationResult Conclude()
    {
        var network = _prepared.Value.Network;
        return new EvaluationResult
        {
            Request = _request,
            Parameters = network.Parameters,
            Flops = network.Flops(),
            Metrics = _metrics.ToDictionary(metric => metric.Description.Name, metric => Score(metric, network)),
            Seconds = _seconds,
        };
    }

    private MetricScore Score(Metric metric, Network network) => metric switch
    {
        StructuralMetric structural => structural.Of(network),
        ForwardMetric forward =>
            forward.Conclude([.. _values[_measures.IndexOf(forward.Measure)]], network, _request.Options),
        _ => throw new UnreachableException(),
    };
}
