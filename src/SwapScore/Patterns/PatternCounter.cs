using SwapScore.Engine;
using SwapScore.Networks;

namespace SwapScore.Patterns;

/// <summary>
/// SWAP-Score Ψ: the number of distinct sample-wise activation patterns. The pattern of a neuron is the vector of signs of its
/// activation over the samples; equal patterns anywhere in the network count once. Exact for any batch size; memory grows with the
/// number of distinct patterns only.
/// </summary>
/// <remarks>SWAP-Score, arXiv 2605.07378, §III-B.</remarks>
public sealed class PatternCounter : IPatternCounter
{
    private readonly KeyFormat _format;
    private readonly PatternSet _patterns;
    private readonly ulong[] _chunk;

    /// <summary>Starts with no patterns.</summary>
    /// <param name="activations">The activations that will be observed; one ternary one among them makes all keys ternary.</param>
    /// <param name="samples">S, the number of samples.</param>
    public PatternCounter(IEnumerable<Node> activations, int samples)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(samples, 1);
        var nodes = activations.ToList();
        _format = KeyFormat.For(nodes, samples);
        _patterns = PatternSet.For(_format, nodes.Sum(node => node.Shape.Count));
        _chunk = new ulong[SignPacker.ChunkNeurons * _format.Words];
    }

    /// <summary>Ψ so far.</summary>
    public long Count => _patterns.Count;

    /// <inheritdoc/>
    public void Observe(in Activation activation) => SignPacker.Pack(activation, _format, _chunk, _patterns);

    /// <summary>Forgets all patterns.</summary>
    public void Clear() => _patterns.Clear();

    /// <summary>Gives the working memory back for the next counter. Not needed for correctness, nor usable afterwards.</summary>
    public void Dispose() => _patterns.Dispose();
}
