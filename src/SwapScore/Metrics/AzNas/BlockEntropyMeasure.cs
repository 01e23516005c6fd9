using System.Collections.Immutable;
using SwapScore.Data;
using SwapScore.Engine;
using SwapScore.Metrics.Structure;
using SwapScore.Networks;
using SwapScore.Randomness;

namespace SwapScore.Metrics.AzNas;

/// <summary>
/// The entropies of the blocks of a network (<see cref="ChannelEntropy"/>): their sum, the expressivity of AZ-NAS, or the smallest step from one block to the
/// next, its progressivity. A block is the stem, a cell, or what else its builder says (<see cref="NetworkBlocks"/>).
/// </summary>
/// <remarks>
/// Lee, Ham: AZ-NAS (CVPR 2024). 64 samples of noise, weights N(0, 2/n), batch statistics, as published. The published code computes eigenvalues in single
/// precision: where channels depend on each other, one of them may come out below 0, and the score becomes −∞; here it stays a number. The third score is
/// <see cref="TrainabilityMetric"/>; FLOPs, the fourth, are `flops`.
/// </remarks>
/// <param name="conclude">Makes the score of the entropies of the blocks, in their order.</param>
internal sealed class BlockEntropyMeasure(Func<ImmutableArray<double>, double> conclude) : IForwardMeasure
{
    /// <summary>Samples of a pass, as published.</summary>
    public const int Samples = 64;

    private static readonly ForwardProtocol Shared = new("az-nas")
    {
        Initializer = "kaiming",
        OwnInputs = (batch, key, limits) => [Noise(limits.Fit(batch.Shape), key)],
    };

    public static IReadOnlyList<Metric> Metrics { get; } =
    [
        Create("expressivity", "Entropies of the principal components of the outputs of all blocks, summed.", entropies => entropies.Sum()),
        Create(
            "progressivity", "Smallest step of those entropies from one block to the next.",
            entropies => entropies.Length < 2 ? double.NaN : entropies.Skip(1).Zip(entropies, (next, before) => next - before).Min()),
    ];

    public ForwardProtocol Protocol => Shared;

    /// <summary>The samples of a repeat.</summary>
    /// <param name="shape">What the network takes.</param>
    /// <param name="key">The repeat's stream of randomness.</param>
    public static Batch Noise(Shape shape, RandomKey key) => new(shape, Data.Noise.Values(shape, Samples, key.Derive(RandomPurpose.Noise, 0)), "noise");

    public Func<Node, bool> Observed(Network network)
    {
        var wanted = Canonical(network).ToHashSet();
        return node => wanted.Contains(network.Canonical[node.Index]);
    }

    public IRepeatObserver Start(Network network, int samples, int groupSize) => new Observer(network, Canonical(network), conclude);

    private static ImmutableArray<int> Canonical(Network network) => [.. NetworkBlocks.Find(network).Select(node => network.Canonical[node.Index])];

    private static ForwardMetric Create(string name, string summary, Func<ImmutableArray<double>, double> conclude) => new(
        new MetricDescription(
            name, summary, MetricDirection.HigherIsBetter, MetricNeeds.ForwardPass, "Lee, Ham: AZ-NAS (CVPR 2024)", "64 samples of noise, N(0, 2/n) weights")
        {
            Scope = MetricScope.Images,
        },
        new BlockEntropyMeasure(conclude));

    private sealed class Observer(Network network, ImmutableArray<int> blocks, Func<ImmutableArray<double>, double> conclude) : IRepeatObserver
    {
        private readonly Dictionary<int, double> _entropies = [];

        public void Observe(in Activation activation) => _entropies[network.Canonical[activation.Node.Index]] = ChannelEntropy.Compute(activation);

        public double Finish()
        {
            var score = conclude([.. blocks.Select(block => _entropies[block])]);
            _entropies.Clear();
            return double.IsNaN(score) && blocks.Length > 1 ? double.NegativeInfinity : score;
        }
    }
}
