using System.Collections.Immutable;
using SwapScore.Data;
using SwapScore.Engine;
using SwapScore.Metrics;
using SwapScore.Networks;
using SwapScore.Randomness;
using SwapScore.Weights;

namespace SwapScore.Evaluation;

/// <summary>The measures of one request that share a protocol, and the values they have found.</summary>
internal sealed class ForwardRun
{
    private readonly ForwardProtocol _protocol;
    private readonly ImmutableArray<IForwardMeasure> _measures;
    private readonly Batch _batch;
    private readonly IInitializer _initializer;
    private readonly RandomKey _key;
    private readonly double[][] _values;
    private readonly Lazy<Plan> _plan;

    /// <param name="protocol">What is run.</param>
    /// <param name="measures">What is measured; all of this protocol.</param>
    /// <param name="build">The network of the protocol for samples of a shape.</param>
    /// <param name="batch">The samples of the request.</param>
    /// <param name="initializer">Draws the weights.</param>
    /// <param name="options">Seed and repeats.</param>
    public ForwardRun(
        ForwardProtocol protocol,
        IEnumerable<IForwardMeasure> measures,
        Func<Shape, Network> build,
        Batch batch,
        IInitializer initializer,
        EvaluationOptions options)
    {
        (_protocol, _measures, _batch, _initializer) = (protocol, [.. measures], batch, initializer);
        _key = RandomKey.FromSeed(options.Seed);
        _values = [.. _measures.Select(_ => new double[options.Repeats])];
        _plan = new Lazy<Plan>(() => Compile(build));
    }

    /// <summary>The values of a measure of this run, one per repeat; null when the measure belongs to another run.</summary>
    public ImmutableArray<double>? ValuesOf(IForwardMeasure measure) =>
        _measures.IndexOf(measure) is >= 0 and var index ? [.. _values[index]] : null;

    /// <summary>Does some of the repeats.</summary>
    /// <param name="executor">Runs the passes.</param>
    /// <param name="first">First repeat.</param>
    /// <param name="end">Repeat after the last.</param>
    /// <param name="isOver">Whether nobody waits for the rest any more.</param>
    /// <param name="cancellation">Stops between two steps of a pass.</param>
    public EvaluationSeconds Measure(Executor executor, int first, int end, Func<bool> isOver, CancellationToken cancellation)
    {
        var clock = new PhaseClock();
        var plan = _plan.Value;
        var observers = _measures.Select(measure => measure.Start(plan.Network, plan.BatchSize, plan.GroupSize)).ToArray();
        var observer = new TimedObserver([.. _measures.Select(measure => measure.Observed(plan.Network)).Zip(observers)]);
        var passes = Passes(first);
        var held = passes[0];
        executor.Load(plan, held);
        var build = clock.Lap();
        var (initialize, run) = (0.0, 0.0);
        try
        {
            for (var repeat = first; repeat < end && !isOver(); repeat++)
            {
                executor.Initialize(_initializer, _key.Derive(RandomPurpose.Repeat, repeat));
                initialize += clock.Lap();
                if (repeat > first) passes = Passes(repeat);
                foreach (var pass in passes)
                {
                    if (!ReferenceEquals(pass, held)) executor.Feed(held = pass);
                    executor.Run(observer, cancellation);
                    foreach (var one in observers)
                        one.EndPass();
                }

                for (var i = 0; i < observers.Length; i++)
                    _values[i][repeat] = observers[i].Finish();
                run += clock.Lap();
            }
        }
        finally
        {
            foreach (var one in observers)
                one.Dispose();
        }

        return new EvaluationSeconds { Build = build, Initialize = initialize, Forward = run - observer.Seconds, Observe = observer.Seconds };
    }

    private IReadOnlyList<Batch> Passes(int repeat) => _protocol.Passes(_batch, _key.Derive(RandomPurpose.Repeat, repeat));

    private Plan Compile(Func<Shape, Network> build)
    {
        var sample = Passes(0)[0];
        var network = build(sample.Shape);
        var observed = _measures.Select(measure => measure.Observed(network)).ToArray();
        return Plan.Compile(
            network,
            sample.Size,
            new PlanOptions
            {
                Observed = node => !node.IsAuxiliary && Array.Exists(observed, wants => wants(node)),
                InGroups = _measures.All(measure => measure.TakesGroups),
            });
    }
}
