using SwapScore.Engine;
using SwapScore.Networks;
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
    private const string Source = "Mellor et al.: Neural Architecture Search without Training (ICML 2021)";

    public static IReadOnlyList<Metric> Metrics { get; } =
    [
        new ForwardMetric(
            new MetricDescription(
                "nwot",
                "Logarithm of the determinant of the samples' agreement: over all ReLU values, how often two samples have the same sign.",
                MetricDirection.HigherIsBetter, MetricNeeds.ForwardPass, Source, "as swap; every ReLU and LeakyReLU counts, also those nothing reads")
            {
                Scope = MetricScope.Images,
            },
            new NwotMeasure(countsRepeated: true)),
        new ForwardMetric(
            new MetricDescription(
                "nwot-distinct", "Like nwot, with activations that are equal by construction counted once.",
                MetricDirection.HigherIsBetter, MetricNeeds.ForwardPass, Source, "as swap")
            {
                Scope = MetricScope.Images,
            },
            new NwotMeasure(countsRepeated: false)),
    ];

    public ForwardProtocol Protocol { get; init; } = ForwardProtocol.Standard;

    public Func<Node, bool> Observed(Network network) => node => node.IsRectifier;

    public IRepeatObserver Start(Network network, int samples, int groupSize) => new Observer(samples, countsRepeated);

    private sealed class Observer(int samples, bool countsRepeated) : IRepeatObserver, IKeyConsumer
    {
        private readonly KeyFormat _format = new(samples, IsTernary: false);
        private readonly SampleAgreement _agreement = new(samples);
        private int _multiplicity;

        public bool TakesParts(Node node) => true;

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
