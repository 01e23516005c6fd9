using SwapScore.Engine;
using SwapScore.Networks;
using SwapScore.Networks.Operations;
using SwapScore.Patterns;

namespace SwapScore.Metrics.Nwot;

/// <summary>
/// NWOT of one pass: <c>ln |det K|</c> with <c>K = Σ X·Xᵀ + (1 − X)·(1 − X)ᵀ</c>, X the samples × neurons matrix of "is positive". K counts the
/// neurons on which two samples agree.
/// </summary>
/// <remarks>The protocol of NAS-Bench-Suite-Zero: training mode, all modules whose name contains ReLU. −∞ where K is singular.</remarks>
/// <param name="countsRepeated">
/// Whether activations that are equal by construction count as often as the network computes them, as the published code does.
/// </param>
internal sealed class NwotMeasure(bool countsRepeated) : IForwardMeasure
{
    public Func<Node, bool> Observed(Network network) => node => node.Operation is Relu or LeakyRelu or ForeignActivation { IsRectifier: true };

    public IRepeatObserver Start(Network network, int samples, int groupSize) => new Observer(samples, countsRepeated);

    private sealed class Observer(int samples, bool countsRepeated) : IRepeatObserver, IKeyConsumer
    {
        private readonly KeyFormat _format = new(samples, IsTernary: false);
        private readonly SampleAgreement _agreement = new(samples);
        private int _multiplicity;

        public void Observe(in Activation activation)
        {
            _multiplicity = countsRepeated ? activation.Multiplicity : 1;
            SignPacker.Pack(activation, _format, this);
        }

        public void Add(ReadOnlySpan<ulong> keys) => _agreement.Add(keys, _format.Words, _multiplicity);

        public double Finish()
        {
            var logarithm = _agreement.LogDeterminant();
            _agreement.Clear();
            return logarithm;
        }
    }
}
