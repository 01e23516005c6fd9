using System.Collections.Immutable;
using System.Diagnostics;
using SwapScore.Data;
using SwapScore.Engine;
using SwapScore.Metrics;
using SwapScore.Networks;
using SwapScore.Randomness;
using SwapScore.Spaces;
using SwapScore.Weights;

namespace SwapScore.Evaluation;

/// <summary>One request on its way to a result: its repeats are done in pieces, each by whichever thread is free.</summary>
internal sealed class EvaluationJob
{
    private readonly EvaluationRequest _request;
    private readonly ISearchSpace _space;
    private readonly Lazy<IArchitecture> _architecture;
    private readonly Lazy<Network> _network;
    private readonly ImmutableArray<Metric> _metrics;
    private readonly ImmutableArray<ForwardRun> _runs;
    private readonly Dictionary<WeightMetric, double[]> _weightValues;
    private readonly TaskCompletionSource<EvaluationResult> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _lock = new();
    private EvaluationSeconds _seconds = new();
    private int _pending;

    public EvaluationJob(EvaluationRequest request, ISearchSpace space, Batch batch, MetricCatalogue catalogue, int pieces)
    {
        (_request, _space) = (request, space);
        var options = request.Options.Validated(catalogue);
        _metrics = [.. options.Metrics.Select(catalogue.Get)];
        if (_metrics.OfType<GradientMetric>().FirstOrDefault() is { } gradients)
            throw new UsageException($"{gradients.Description.Name} needs gradients, which this evaluator does not compute", "use the evaluator of SwapScore.Torch");
        _architecture = new(() => space.Parse(request.Architecture));
        _network = new(() => Build(batch.Shape));
        _weightValues = _metrics.OfType<WeightMetric>().ToDictionary(metric => metric, _ => new double[options.Repeats]);
        _runs =
        [
            .. from measure in _metrics.OfType<ForwardMetric>().Select(metric => metric.Measure).Distinct()
               group measure by measure.Protocol into run
               select new ForwardRun(run.Key, run, NetworkOf(run.Key, batch), batch, Initializer(run.Key.HasBenchmarkWeights), options),
        ];
        Pieces = _runs.IsEmpty && _weightValues.Count == 0 ? 1 : Math.Min(pieces, options.Repeats);
        _pending = Pieces;
    }

    public int Pieces { get; }

    public Task<EvaluationResult> Result => _result.Task;

    /// <summary>Does one piece of the repeats; the last one to finish completes the result. Cancelled, it leaves it incomplete.</summary>
    public void Run(int piece, Executor executor, CancellationToken cancellation)
    {
        try
        {
            var seconds = Measure(piece, executor, cancellation);
            lock (_lock)
            {
                _seconds = _seconds.Plus(seconds);
                if (--_pending == 0) _result.TrySetResult(Conclude());
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Nobody waits for it.
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

    private Network Build(Shape input) =>
        _space.BuildScoringNetwork(_architecture.Value, SearchSpaces.FindTask(_space, _request.Task), input);

    private IInitializer Initializer(bool isBenchmark) =>
        Initializers.Choose(_request.Options.Initializer, isBenchmark ? _space.Initializer : _space.ScoringInitializer, _space.ScoringInitializer, _space.Initializer);

    /// <summary>The network of a protocol; the one of the standard protocol is built once, whatever else is measured.</summary>
    private Func<Shape, Network> NetworkOf(ForwardProtocol protocol, Batch batch) => protocol.IsThin
        ? input => _space.BuildThinNetwork(_architecture.Value, input)
        : input => input == batch.Shape ? _network.Value : Build(input);

    private EvaluationSeconds Measure(int piece, Executor executor, CancellationToken cancellation)
    {
        var clock = new PhaseClock();
        var network = _network.Value;
        var seconds = new EvaluationSeconds { Build = clock.Lap() };
        var repeats = _request.Options.Repeats;
        var (first, end) = (repeats * piece / Pieces, repeats * (piece + 1) / Pieces);
        foreach (var run in _runs)
            seconds = seconds.Plus(run.Measure(executor, first, end, () => _result.Task.IsCompleted, cancellation));

        clock.Lap();
        var key = RandomKey.FromSeed(_request.Options.Seed);
        var initializer = Initializer(isBenchmark: true);
        foreach (var (metric, values) in _weightValues)
            for (var repeat = first; repeat < end; repeat++)
                values[repeat] = metric.Of(InitialWeight.Of(network, initializer, key.Derive(RandomPurpose.Repeat, repeat)));
        return seconds.Plus(new EvaluationSeconds { Initialize = clock.Lap() });
    }

    private EvaluationResult Conclude() => new()
    {
        Request = _request,
        Parameters = _network.Value.Parameters,
        Flops = _network.Value.Flops(),
        IsCutOff = _network.Value.IsCutOff,
        Metrics = _metrics.ToDictionary(metric => metric.Description.Name, Score),
        Seconds = _seconds,
    };

    private MetricScore Score(Metric metric) => metric switch
    {
        StructuralMetric structural => structural.Of(_network.Value),
        WeightMetric weights => new MetricScore([.. _weightValues[weights]]),
        ForwardMetric forward =>
            forward.Conclude(_runs.Select(run => run.ValuesOf(forward.Measure)).First(values => values is not null)!.Value, _network.Value, _request.Options.SizePenalty),
        _ => throw new UnreachableException(),
    };
}
