using SwapScore.Data;
using SwapScore.Engine;
using SwapScore.Networks;
using SwapScore.Randomness;
using SwapScore.Weights;

namespace SwapScore.Search;

/// <summary>
/// Seconds of a pass of one sample by the product's own engine on one core of this machine: the shortest of a few, so that what else the
/// machine does counts least. A measurement: it differs from run to run.
/// </summary>
/// <param name="passes">How many are timed, at least 1. Default: 3.</param>
/// <param name="clock">Times them; null for that of the system.</param>
internal sealed class EngineLatency(int passes = 3, TimeProvider? clock = null)
{
    private readonly TimeProvider _clock = clock ?? TimeProvider.System;

    /// <summary>Seconds of a forward pass of one sample.</summary>
    /// <param name="network">The network.</param>
    public double Seconds(Network network)
    {
        ArgumentNullException.ThrowIfNull(network);
        var key = RandomKey.FromSeed(0);
        var plan = Plan.Compile(network, 1, new PlanOptions { Observed = node => network.Outputs.Contains(node) });
        var shape = network.Inputs.First().Shape;
        using var executor = new Executor();
        executor.Load(plan, new Batch(shape, new float[shape.Count], "zeros"));
        executor.Initialize(FanInUniformInitializer.Instance, key);
        var shortest = double.PositiveInfinity;
        for (var pass = 0; pass < passes; pass++)
        {
            var start = _clock.GetTimestamp();
            executor.Run(Nobody.Instance);
            shortest = Math.Min(shortest, _clock.GetElapsedTime(start).TotalSeconds);
        }

        return shortest;
    }

    private sealed class Nobody : IActivationObserver
    {
        public static Nobody Instance { get; } = new();

        public void Observe(in Activation activation)
        {
        }
    }
}
