using SwapScore.Engine;
using SwapScore.Networks;

namespace SwapScore.Patterns;

/// <summary>
/// SWAP-Score Ψ: the number of distinct sample-wise activation patterns. The pattern of a neuron is the vector of signs of its
/// activation over the samples; equal patterns anywhere in the network count once. Exact for any batch size. Memory grows with the
/// number of distinct patterns; where samples come in groups it is 4 bytes per neuron and 16 to 32 per distinct neuron, whatever S is
/// (10 million neurons: at most 0.31 GB).
/// </summary>
/// <remarks>SWAP-Score, arXiv 2605.07378, §III-B.</remarks>
internal sealed class PatternCounter : IPatternCounter
{
    private readonly KeyFormat _format;
    private readonly PatternSet? _patterns;
    private readonly PatternRefinement? _refinement;

    /// <summary>Starts with no patterns.</summary>
    /// <param name="activations">The activations that will be observed; one ternary one among them makes all keys ternary.</param>
    /// <param name="samples">S, the number of samples.</param>
    /// <param name="groupSize">
    /// Samples that are observed at a time (<see cref="Plan.GroupSize"/>), at most 32; 0, the default, when all are.
    /// </param>
    public PatternCounter(IEnumerable<Node> activations, int samples, int groupSize = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(samples, 1);
        var nodes = activations.ToList();
        var isWhole = groupSize == 0 || groupSize >= samples;
        _format = KeyFormat.For(nodes, isWhole ? samples : groupSize);
        var neurons = nodes.Sum(node => node.Shape.Count);
        if (isWhole)
            _patterns = PatternSet.For(_format, neurons);
        else
            _refinement = new PatternRefinement(_format, checked((int)neurons), samples);
    }

    /// <summary>Ψ so far.</summary>
    public long Count => _patterns?.Count ?? _refinement!.Count;

    /// <inheritdoc/>
    public bool TakesParts(Node node) => _patterns is not null;

    /// <inheritdoc/>
    public void Observe(in Activation activation)
    {
        if (_patterns is not null)
        {
            SignPacker.Pack(activation, _format, _patterns);
        }
        else
        {
            _refinement!.Enter(activation.FirstSample);
            SignPacker.Pack(activation, _format, _refinement);
        }
    }

    /// <summary>Forgets all patterns.</summary>
    public void Clear()
    {
        _patterns?.Clear();
        _refinement?.Clear();
    }

    /// <summary>Gives the working memory back for the next counter. Not needed for correctness, nor usable afterwards.</summary>
    public void Dispose()
    {
        _patterns?.Dispose();
        _refinement?.Dispose();
    }
}
