using System.Diagnostics;
using SwapScore.Data;
using SwapScore.Engine;
using SwapScore.Metrics;
using SwapScore.Networks;
using SwapScore.Randomness;
using SwapScore.Weights;

namespace SwapScore.Evaluation;

/// <summary>A network compiled for a protocol, run by whichever executor is free.</summary>
internal sealed class EngineSource : IActivationSource
{
    private readonly Func<RandomKey, IReadOnlyList<Batch>> _passes;
    private readonly IReadOnlyList<IInitializer> _initializers;
    private readonly ExecutorPool _executors;
    private readonly Plan _plan;

    /// <param name="network">The network.</param>
    /// <param name="samples">Number of samples of a pass.</param>
    /// <param name="passes">The inputs of the passes of a repeat.</param>
    /// <param name="measures">What is measured.</param>
    /// <param name="initializers">Draw the weights: the passes are made with those of each, one after the other.</param>
    /// <param name="executors">Run the passes.</param>
    public EngineSource(
        Network network, int samples, Func<RandomKey, IReadOnlyList<Batch>> passes, IReadOnlyList<IForwardMeasure> measures, IReadOnlyList<IInitializer> initializers, ExecutorPool executors)
    {
        (_passes, _initializers, _executors) = (passes, initializers, executors);
        var observed = measures.Select(measure => measure.Observed(network)).ToArray();
        _plan = Plan.Compile(
            network,
            samples,
            new PlanOptions
            {
                Observed = node => !node.IsAuxiliary && Array.Exists(observed, wants => wants(node)),
                InGroups = measures.All(measure => measure.TakesGroups),
            });
    }

    public Network Network => _plan.Network;

    public int Samples => _plan.BatchSize;

    public int GroupSize => _plan.GroupSize;

    public EvaluationSeconds Run(RandomKey repeat, PassObserver observer, int threads, CancellationToken cancellation)
    {
        var clock = Stopwatch.GetTimestamp();
        var executor = _executors.Rent(_plan);
        try
        {
            executor.Threads = threads;
            var passes = _passes(repeat);
            executor.Load(_plan, passes[0]);
            var build = EvaluationSeconds.Lap(ref clock);
            var (initialize, forward, observed) = (0.0, 0.0, observer.Seconds);
            foreach (var initializer in _initializers)
            {
                executor.Initialize(initializer, repeat);
                initialize += EvaluationSeconds.Lap(ref clock);
                foreach (var pass in passes)
                {
                    executor.Feed(pass);
                    executor.Run(observer, cancellation);
                    observer.EndPass();
                }

                forward += EvaluationSeconds.Lap(ref clock);
            }

            observed = observer.Seconds - observed;
            return new EvaluationSeconds { Build = build, Initialize = initialize, Forward = forward - observed, Observe = observed };
        }
        finally
        {
            _executors.Return(executor);
        }
    }
}
