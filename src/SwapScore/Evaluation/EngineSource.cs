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
    private readonly IInitializer _initializer;
    private readonly ExecutorPool _executors;
    private readonly Plan _plan;

    /// <param name="network">The network.</param>
    /// <param name="samples">Number of samples of a pass.</param>
    /// <param name="passes">The inputs of the passes of a repeat.</param>
    /// <param name="measures">What is measured.</param>
    /// <param name="initializer">Draws the weights.</param>
    /// <param name="executors">Run the passes.</param>
    public EngineSource(
        Network network, int samples, Func<RandomKey, IReadOnlyList<Batch>> passes, IReadOnlyList<IForwardMeasure> measures, IInitializer initializer, ExecutorPool executors)
    {
        (_passes, _initializer, _executors) = (passes, initializer, executors);
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
            executor.Initialize(_initializer, repeat);
            var (initialize, observed) = (EvaluationSeconds.Lap(ref clock), observer.Seconds);
            foreach (var pass in passes)
            {
                executor.Feed(pass);
                executor.Run(observer, cancellation);
                observer.EndPass();
            }

            observed = observer.Seconds - observed;
            return new EvaluationSeconds { Build = build, Initialize = initialize, Forward = EvaluationSeconds.Lap(ref clock) - observed, Observe = observed };
        }
        finally
        {
            _executors.Return(executor);
        }
    }
}
