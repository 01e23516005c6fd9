using SwapScore.Networks;

namespace SwapScore.Engine;

/// <summary>
/// The values of one node for the whole batch or a group of its samples, lent to an <see cref="IActivationObserver"/>; valid only during
/// the call. The engine's samples are cut into blocks; a block is <c>[neuron][lane]</c> and lane l of block b is sample
/// <c>b·lanes + l</c> of the group. Values from elsewhere may lie in rows, <c>[sample][neuron]</c>.
/// </summary>
public readonly unsafe ref struct Activation
{
    private readonly float* _values;

    internal Activation(Node node, int multiplicity, float* values, int firstSample, int samples, int lanes)
        : this(node, multiplicity, values, firstSample, samples, lanes, (int)node.Shape.Count)
    {
    }

    private Activation(Node node, int multiplicity, float* values, int firstSample, int samples, int lanes, int neurons, long stride = 0)
    {
        Node = node;
        Multiplicity = multiplicity;
        FirstSample = firstSample;
        Samples = samples;
        Lanes = lanes;
        Neurons = neurons;
        Stride = stride;
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

    /// <summary>Whether the values lie in rows, <c>[sample][neuron]</c> (<see cref="Row"/>), and not in blocks (<see cref="Block"/>).</summary>
    public bool HasRows => Stride != 0;

    /// <summary>Values from one row to the next; 0 where they lie in blocks.</summary>
    internal long Stride { get; }

    /// <summary>Samples side by side in a block; 1 where values lie in rows.</summary>
    public int Lanes { get; }

    /// <summary>Values for one sample: of the whole node in our engine; values from elsewhere may be shown a part of a node at a time.</summary>
    public int Neurons { get; }

    /// <summary>Number of blocks: <c>⌈samples / lanes⌉</c>.</summary>
    public int Blocks => (Samples + Lanes - 1) / Lanes;

    /// <summary>Some neurons of a node, in rows.</summary>
    /// <param name="node">The node.</param>
    /// <param name="multiplicity">How many nodes have these values.</param>
    /// <param name="values">The first neuron of the first sample.</param>
    /// <param name="stride">Values from one row to the next.</param>
    /// <param name="samples">How many samples.</param>
    /// <param name="neurons">How many neurons.</param>
    internal static Activation InRows(Node node, int multiplicity, float* values, long stride, int samples, int neurons) =>
        new(node, multiplicity, values, 0, samples, 1, neurons, stride);

    /// <summary>The values of one block, <c>[neuron][lane]</c>; lanes past the last sample hold nothing of meaning.</summary>
    /// <param name="block">0 … <see cref="Blocks"/> − 1.</param>
    /// <exception cref="InvalidOperationException">The values lie in rows.</exception>
    public ReadOnlySpan<float> Block(int block)
    {
        if (HasRows) throw new InvalidOperationException("The values lie in rows, not in blocks.");
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)block, (uint)Blocks, nameof(block));
        return new ReadOnlySpan<float>(_values + (long)block * Neurons * Lanes, Neurons * Lanes);
    }

    /// <summary>The values of one sample, <c>[neuron]</c>.</summary>
    /// <param name="sample">0 … <see cref="Samples"/> − 1.</param>
    /// <exception cref="InvalidOperationException">The values lie in blocks.</exception>
    public ReadOnlySpan<float> Row(int sample)
    {
        if (!HasRows) throw new InvalidOperationException("The values lie in blocks, not in rows.");
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)sample, (uint)Samples, nameof(sample));
        return new ReadOnlySpan<float>(_values + sample * Stride, Neurons);
    }
}
