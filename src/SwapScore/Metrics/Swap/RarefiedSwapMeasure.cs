using SwapScore.Engine;
using SwapScore.Networks;
using SwapScore.Patterns;

namespace SwapScore.Metrics.Swap;

/// <summary>
/// Rarefied Ψ: the number of distinct patterns of the whole network in every sub-batch of a few samples, the mean of all. It does not saturate, nor
/// decline, as the batch grows. Samples after the last whole sub-batch are left out; a smaller batch is one sub-batch.
/// </summary>
/// <param name="size">Samples of a sub-batch: 8 or 16.</param>
internal sealed class RarefiedSwapMeasure(int size) : IForwardMeasure
{
    public bool TakesGroups => true;

    public Func<Node, bool> Observed(Network network) => node => node.IsSwapActivation;

    public IRepeatObserver Start(Network network, int samples, int groupSize) => new Observer(new SubBatches(samples, size));

    private sealed class Observer(SubBatches batches) : IRepeatObserver
    {
        public void Observe(in Activation activation) => batches.Add(activation);

        public double Finish() => batches.TakePatterns() / (double)batches.Count;
    }
}
