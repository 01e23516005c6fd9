using SwapScore.Networks;

namespace SwapScore.Engine;

/// <summary>
/// The values of one node for the whole batch or a group of its samples, lent to an <see cref="IActivationObserver"/>; valid only during
/// the call. The samples are cut into blocks; a block is <c>[neuron][lane]</c> and lane l of block b is sample
/// <c>b·lanes + l</c> of the group.
/// </summary>
public readonly unsafe ref struct Activation
{
    private readonly float* _values;

    internal Activation(Node node, int multiplicity, float* values, int firstSample, int samples, int lanes)
        : this(node, multiplicity, values, firstSample, samples, lanes, (int)node.Shape.Count)
    {
    }

    /// <summary>Some neurons of a node.</summary>
    internal Activation(Node node, int multiplicity, float* values, int firstSample, int samples, int lanes, int neurons)
    {
        Node = node;
        Multiplicity = multiplicity;
        FirstSample = firstSample;
        Samples = samples;
        Lanes = lanes;
        Neurons = neurons;
        _values = values;
    }

    /// <summary>The node; the first of several when the network computes the same values more than once.</summary>
    public Node Node { get; }

    /// <summary>How many observed nodes of the network have exactly these values by construction; at least 1.</summary>
    public int Multiplicity { get; }

    /// <summary>Number in the batch of the first sample; 0 unless the batch is run in groups (<see cref="PlanOptions.InGroups"/>).</summary>
    public int FirstSample { get; }

    /// <summary>Number of samples: S, or those of the group.</summary>
    public int Samples { get; }

    /// <summary>Samples side by side in a block.</summary>
    public int Lanes { get; }

    /// <summary>Values for one sample: of the whole node in our engine; values from elsewhere may be shown a part of a node at a time.</summary>
    public int Neurons { get; }

    /// <summary>Number of blocks: <c>⌈samples / lanes⌉</c>.</summary>
    public int Blocks => (Samples + Lanes - 1) / Lanes;

    /// <summary>The values of one block, <c>[neuron][lane]</c>; lanes past the last sample hold nothing of meaning.</summary>
    /// <param name="block">0 … <see cref="Blocks"/> − 1.</param>
    public ReadOnlySpan<float> Block(int block)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)block, (uint)Blocks, nameof(block));
        return new ReadOnlySpan<float>(_values + (long)block * Neurons * Lanes, Neurons * Lanes);
    }
}
