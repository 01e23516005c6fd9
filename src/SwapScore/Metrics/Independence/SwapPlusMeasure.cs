using SwapScore.Engine;
using SwapScore.Metrics.Structure;
using SwapScore.Networks;

namespace SwapScore.Metrics.Independence;

/// <summary><c>√(Λ · Ψ · L)</c>: independence of channels, number of patterns, live multiply-adds; one absolute score per repeat.</summary>
/// <param name="patterns">Measures Ψ.</param>
/// <param name="independence">Measures Λ.</param>
internal sealed class SwapPlusMeasure(IForwardMeasure patterns, IForwardMeasure independence) : IForwardMeasure
{
    public MetricRequirements Requirements => MetricRequirements.Operations;

    public Func<Node, bool> Observed(Network network) => patterns.Observed(network);

    public IRepeatObserver Start(Network network, int samples, int groupSize) => new Observer(
        patterns.Start(network, samples, groupSize),
        independence.Start(network, samples, groupSize),
        independence.Observed(network),
        LiveStructure.Find(network).Flops);

    private sealed class Observer(IRepeatObserver psi, IRepeatObserver lambda, Func<Node, bool> isIndependenceObserved, double flops) : IRepeatObserver
    {
        public void Observe(in Activation activation)
        {
            psi.Observe(activation);
            if (isIndependenceObserved(activation.Node)) lambda.Observe(activation);
        }

        public void EndPass()
        {
            psi.EndPass();
            lambda.EndPass();
        }

        public double Finish() => Math.Sqrt(lambda.Finish() * psi.Finish() * flops);

        public void Dispose()
        {
            psi.Dispose();
            lambda.Dispose();
        }
    }
}
