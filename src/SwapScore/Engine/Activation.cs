using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using SwapScore.Networks;
using static System.FormattableString;

namespace SwapScore.Engine;

/// <summary>
/// The values of one node for the whole batch or a group of its samples, lent to an <see cref="IActivationObserver"/>; valid only during
/// the call. <see cref="Sample"/> reads them whichever way they lie. Two layouts exist: blocks, <c>[block][neuron][lane]</c>, where lane l of
/// block b is sample <c>b·lanes + l</c> of the group (the engine's), and rows, <c>[sample][neuron]</c> (other runtimes').
/// </summary>
/// <example>A back end of one's own shows what it has computed:
/// <code>
/// observer.Observe(Activation.FromRows(node, values, samples));
/// </code></example>
public readonly unsafe ref struct Activation
{
    private readonly ref readonly float _values;

    internal Activation(Node node, int multiplicity, float* values, int firstSample, int samples, int lanes, int pitch)
        : this(node, multiplicity, in *values, firstSample, samples, lanes, 0, (int)node.Shape.Count, 0, pitch)
    {
    }

    /// <summary>One value per channel, in blocks.</summary>
    internal Activation(Node node, float* values, int samples, int lanes, int pitch)
        : this(node, 1, in *values, 0, samples, lanes, 0, node.Shape.Channels, 0, pitch)
    {
    }

    private Activation(
        Node node, int multiplicity, ref readonly float values, int firstSample, int samples, int lanes, int firstNeuron, int neurons, long stride,
        int pitch)
    {
        Node = node;
        Multiplicity = multiplicity;
        FirstSample = firstSample;
        Samples = samples;
        Lanes = lanes;
        FirstNeuron = firstNeuron;
        Neurons = neurons;
        Stride = stride;
        Pitch = pitch;
        _values = ref values;
    }

    /// <summary>The node; the first of several when the network computes the same values more than once.</summary>
    public Node Node { get; }

    /// <summary>Number of observed nodes of the network that have exactly these values by construction; at least 1.</summary>
    public int Multiplicity { get; }

    /// <summary>Number in the batch of the first sample; 0 unless the batch is run in groups (<see cref="PlanOptions.InGroups"/>).</summary>
    public int FirstSample { get; }

    /// <summary>Number of samples: S, or those of the group.</summary>
    public int Samples { get; }

    /// <summary>Whether the values lie in rows, <c>[sample][neuron]</c> (<see cref="Row"/>), and not in blocks (<see cref="Block"/>).</summary>
    public bool HasRows => Stride != 0;

    /// <summary>Number in the node of the first neuron shown; 0 unless a part of the node is shown.</summary>
    public int FirstNeuron { get; }

    /// <summary>Values for one sample: of the whole node, or of the part of it that is shown.</summary>
    public int Neurons { get; }

    /// <summary>Whether all neurons of the node are shown. Parts are shown only to what takes them (<see cref="IActivationObserver.TakesParts"/>).</summary>
    public bool IsWhole => Neurons == Node.Shape.Count;

    /// <summary>Samples side by side in a block; 1 where values lie in rows.</summary>
    public int Lanes { get; }

    /// <summary>Number of blocks: <c>⌈samples / lanes⌉</c>.</summary>
    public int Blocks => (Samples + Lanes - 1) / Lanes;

    /// <summary>Values from one row to the next; 0 where they lie in blocks.</summary>
    internal long Stride { get; }

    /// <summary>Values from one neuron of a block to the next: as many as lanes, or twice as many where tangents lie between them.</summary>
    internal int Pitch { get; }

    /// <summary>Values in rows, one sample after the other, of a whole node or of consecutive neurons of it.</summary>
    /// <param name="node">The node.</param>
    /// <param name="values"><c>[sample][neuron]</c>, beginning with the first neuron shown of the first sample.</param>
    /// <param name="samples">Number of samples, at least 1.</param>
    /// <param name="firstNeuron">Number in the node of the first neuron shown. Default: 0.</param>
    /// <param name="neurons">Number of neurons shown; null, the default, for all from the first one on.</param>
    /// <param name="stride">Values from one row to the next; null, the default, where rows follow each other without a gap.</param>
    /// <param name="multiplicity">How many observed nodes have these values. Default: 1.</param>
    /// <exception cref="ArgumentException">The neurons are not the node's, or there are too few values for the samples.</exception>
    public static Activation FromRows(
        Node node, ReadOnlySpan<float> values, int samples, int firstNeuron = 0, int? neurons = null, int? stride = null, int multiplicity = 1)
    {
        ArgumentNullException.ThrowIfNull(node);
        ArgumentOutOfRangeException.ThrowIfLessThan(samples, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(multiplicity, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(firstNeuron);
        var shown = neurons ?? (int)node.Shape.Count - firstNeuron;
        if (shown < 1 || firstNeuron + (long)shown > node.Shape.Count)
            throw new ArgumentException($"{node.Name} has {node.Shape.Count} neurons; {shown} from number {firstNeuron} on are not all among them.", nameof(neurons));
        var distance = stride ?? shown;
        if (distance < shown)
            throw new ArgumentException($"A row holds {shown} neurons, so the next one cannot begin after {distance} values.", nameof(stride));
        Require(values.Length, (samples - 1L) * distance + shown, nameof(values));
        return new Activation(node, multiplicity, in MemoryMarshal.GetReference(values), 0, samples, 1, firstNeuron, shown, distance, 1);
    }

    /// <summary>Values of a whole node in blocks.</summary>
    /// <param name="node">The node.</param>
    /// <param name="values"><c>[block][neuron][lane]</c>, <c>⌈samples / lanes⌉</c> whole blocks; lanes past the last sample may hold anything.</param>
    /// <param name="samples">Number of samples, at least 1.</param>
    /// <param name="lanes">Samples side by side in a block: 1, 4, 8 or 16.</param>
    /// <param name="firstSample">Number in the batch of the first sample. Default: 0.</param>
    /// <param name="multiplicity">How many observed nodes have these values. Default: 1.</param>
    /// <exception cref="ArgumentException">The lanes are none of these, or there are too few values for the samples.</exception>
    public static Activation FromBlocks(Node node, ReadOnlySpan<float> values, int samples, int lanes, int firstSample = 0, int multiplicity = 1)
    {
        ArgumentNullException.ThrowIfNull(node);
        ArgumentOutOfRangeException.ThrowIfLessThan(samples, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(multiplicity, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(firstSample);
        if (lanes is not (1 or 4 or 8 or 16)) throw new ArgumentException(Invariant($"A block has 1, 4, 8 or 16 lanes, not {lanes}."), nameof(lanes));
        Require(values.Length, ((long)samples + lanes - 1) / lanes * lanes * node.Shape.Count, nameof(values));
        return new Activation(node, multiplicity, in MemoryMarshal.GetReference(values), firstSample, samples, lanes, 0, (int)node.Shape.Count, 0, lanes);
    }

    /// <summary>Some neurons of a node, in rows, in memory that stays where it is.</summary>
    /// <param name="node">The node.</param>
    /// <param name="multiplicity">How many nodes have these values.</param>
    /// <param name="values">The first neuron shown of the first sample.</param>
    /// <param name="stride">Values from one row to the next.</param>
    /// <param name="samples">How many samples.</param>
    /// <param name="neurons">How many neurons.</param>
    /// <param name="firstNeuron">Number in the node of the first one.</param>
    internal static Activation InRows(Node node, int multiplicity, float* values, long stride, int samples, int neurons, int firstNeuron = 0) =>
        new(node, multiplicity, in *values, 0, samples, 1, firstNeuron, neurons, stride, 1);

    /// <summary>The values of one sample, <c>[neuron]</c>, in either layout.</summary>
    /// <param name="sample">0 … <see cref="Samples"/> − 1, counted from <see cref="FirstSample"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sample.</exception>
    public SampleValues Sample(int sample)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)sample, (uint)Samples, nameof(sample));
        return HasRows
            ? new SampleValues(in At(sample * Stride), 1, Neurons)
            : new SampleValues(in At((long)(sample / Lanes) * Neurons * Pitch + sample % Lanes), Pitch, Neurons);
    }

    /// <summary>The values of one block, <c>[neuron][lane]</c>; lanes past the last sample hold nothing of meaning.</summary>
    /// <param name="block">0 … <see cref="Blocks"/> − 1.</param>
    /// <exception cref="InvalidOperationException">The values lie in rows.</exception>
    public ReadOnlySpan<float> Block(int block)
    {
        if (HasRows) throw new InvalidOperationException("The values lie in rows, not in blocks.");
        if (Pitch != Lanes) throw new InvalidOperationException("Tangents lie between the values: read them sample by sample.");
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)block, (uint)Blocks, nameof(block));
        return MemoryMarshal.CreateReadOnlySpan(in At((long)block * Neurons * Lanes), Neurons * Lanes);
    }

    /// <summary>The values of one sample where they lie in rows, <c>[neuron]</c>.</summary>
    /// <param name="sample">0 … <see cref="Samples"/> − 1.</param>
    /// <exception cref="InvalidOperationException">The values lie in blocks.</exception>
    public ReadOnlySpan<float> Row(int sample)
    {
        if (!HasRows) throw new InvalidOperationException("The values lie in blocks, not in rows.");
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)sample, (uint)Samples, nameof(sample));
        return MemoryMarshal.CreateReadOnlySpan(in At(sample * Stride), Neurons);
    }

    private ref readonly float At(long offset) => ref Unsafe.Add(ref Unsafe.AsRef(in _values), (nint)offset);

    private static void Require(int given, long needed, string name)
    {
        if (given < needed) throw new ArgumentException($"{needed} values are needed, {given} are given.", name);
    }
}
