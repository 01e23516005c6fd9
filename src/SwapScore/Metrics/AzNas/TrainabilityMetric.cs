using System.Collections.Immutable;
using SwapScore.Engine;
using SwapScore.Engine.Backward;
using SwapScore.Metrics.Gradients;
using SwapScore.Metrics.Structure;
using SwapScore.Networks;
using SwapScore.Randomness;

namespace SwapScore.Metrics.AzNas;

/// <summary>
/// The trainability of AZ-NAS: the mean over blocks of <c>2 − σ − 1/(σ + 1e-6)</c>, σ how much a block stretches gradients at most
/// (<see cref="ChannelJacobian"/>). It is 0 where σ is 1, and negative elsewhere. −∞ where a block does nothing.
/// </summary>
/// <remarks>
/// One backward pass finds the gradients of all blocks: it begins anew, with other random signs, at the output of each. Samples, weights and blocks are those
/// of <see cref="BlockEntropyMeasure"/>. The published code knows chains alone; where a block reads more than the block before it, the rest stays fixed here.
/// A block of zeros has σ = 0, and so has the one that follows it.
/// </remarks>
internal static class TrainabilityMetric
{
    private const double Floor = 1e-6;

    public static EngineGradientMetric Metric { get; } = EngineGradientMetric.OfImages(
        "trainability", "How evenly gradients pass through every block: 0 at best, where the largest singular value of its Jacobian between channels is 1.",
        "Lee, Ham: AZ-NAS (CVPR 2024)", "64 samples of noise, N(0, 2/n) weights, random signs", Compute);

    /// <summary>The random signs of one sample at the output of a block.</summary>
    /// <param name="key">The repeat's stream of randomness.</param>
    /// <param name="block">Number of the block among those that hold other values than zeros and the block before.</param>
    /// <param name="sample">Number of the sample.</param>
    /// <param name="signs">Receives ±1.</param>
    internal static void Draw(RandomKey key, int block, int sample, Span<float> signs)
    {
        var stream = key.Derive(RandomPurpose.Other, block).Derive(RandomPurpose.Noise, sample);
        for (var i = 0; i < signs.Length; i += 64)
        {
            var (first, second) = stream.Words(i / 64);
            var bits = first | ((ulong)second << 32);
            for (var j = i; j < Math.Min(i + 64, signs.Length); j++, bits >>= 1)
                signs[j] = (bits & 1) == 0 ? -1 : 1;
        }
    }

    private static double Compute(NetworkGradients gradients)
    {
        var network = gradients.Network;
        ImmutableArray<Node> blocks = [.. NetworkBlocks.Find(network).Select(node => network.Nodes[network.Canonical[node.Index]])];

        // Activations of one value are one block; a cell that hands its input on is a block that does nothing.
        if (!NetworkBlocks.AreKnown(network)) blocks = [.. blocks.Distinct()];
        if (blocks.Length < 2) return double.NaN;
        var pairs = blocks.Skip(1).Zip(blocks, (block, before) => (Before: before, Block: block)).ToArray();
        if (Array.Exists(pairs, pair => pair.Before == pair.Block && !IsZero(pair.Block))) return double.NegativeInfinity;
        var stretches = Stretches(gradients, [.. blocks.Where(block => !IsZero(block)).Distinct().OrderBy(block => block.Index)]);
        var score = pairs.Average(pair => Score(stretches.GetValueOrDefault(pair)));
        return double.IsNaN(score) ? double.NegativeInfinity : score;
    }

    private static double Score(double stretch) => 2 - stretch - 1 / (stretch + Floor);

    private static bool IsZero(Node node) => node.Operation is Networks.Operations.Zero;

    /// <summary>By a block and the one before it, the largest singular value between them; nothing where a gradient does not arrive.</summary>
    private static Dictionary<(Node Before, Node Block), double> Stretches(NetworkGradients gradients, ImmutableArray<Node> blocks)
    {
        if (blocks.Length < 2) return [];
        var options = new BackwardOptions { Kinds = GradientKinds.Observed, Start = blocks[^1], Restarts = blocks[..^1] };
        var pass = gradients.Pass("trainability", gradients.Share("az-nas noise", () => BlockEntropyMeasure.Noise(gradients.Batch.Shape, gradients.Key)), options, gradients.Named("kaiming"));
        var observer = new Observer(blocks, gradients.Key);
        pass.Results.Backward(new OutputGradient((sample, _, signs) => Draw(gradients.Key, blocks.Length - 1, sample, signs)), GradientKinds.None, observer);
        return observer.Found;
    }

    private sealed class Observer(ImmutableArray<Node> blocks, RandomKey key) : IRestartObserver
    {
        public Dictionary<(Node Before, Node Block), double> Found { get; } = [];

        public void Observe(in Activation activation)
        {
            var after = blocks.IndexOf(activation.Node) + 1;
            var jacobian = new ChannelJacobian(activation.Node.Shape, blocks[after].Shape);
            Found.Add((activation.Node, blocks[after]), jacobian.LargestSingularValue(activation, (sample, signs) => Draw(key, after, sample, signs)));
        }

        public void Restart(Node node, int sample, Span<float> gradient) => Draw(key, blocks.IndexOf(node), sample, gradient);
    }
}
