using System.Runtime.CompilerServices;

namespace SwapScore.Engine;

/// <summary>
/// The values of one sample of an <see cref="Activation"/>, <c>[neuron]</c>, whichever way the activation lies in memory. Lent like the
/// activation itself: valid only during the call that shows it.
/// </summary>
public readonly ref struct SampleValues
{
    private readonly ref readonly float _first;
    private readonly int _step;

    /// <param name="first">The first value.</param>
    /// <param name="step">Floats from one neuron to the next.</param>
    /// <param name="length">Number of neurons.</param>
    internal SampleValues(ref readonly float first, int step, int length)
    {
        _first = ref first;
        _step = step;
        Length = length;
    }

    /// <summary>Number of values.</summary>
    public int Length { get; }

    /// <summary>The value of a neuron.</summary>
    /// <param name="neuron">0 … <see cref="Length"/> − 1, counted from the first neuron that is shown.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such neuron.</exception>
    public float this[int neuron]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            if ((uint)neuron >= (uint)Length) ThrowOutOfRange(neuron);
            return Unsafe.Add(ref Unsafe.AsRef(in _first), neuron * (nint)_step);
        }
    }

    /// <summary>Some of the neurons.</summary>
    /// <param name="start">The first.</param>
    /// <param name="length">Number of values.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are not so many.</exception>
    public SampleValues Slice(int start, int length)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)start, (uint)Length, nameof(start));
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)length, (uint)(Length - start), nameof(length));
        return new SampleValues(ref Unsafe.Add(ref Unsafe.AsRef(in _first), start * (nint)_step), _step, length);
    }

    /// <summary>Copies all values.</summary>
    /// <param name="target">Receives them, <c>[neuron]</c>; at least <see cref="Length"/> long.</param>
    /// <exception cref="ArgumentOutOfRangeException">The target is too short.</exception>
    public void CopyTo(Span<float> target)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(target.Length, Length, nameof(target));
        for (var neuron = 0; neuron < Length; neuron++)
            target[neuron] = this[neuron];
    }

    /// <summary>A copy that may be kept, <c>[neuron]</c>.</summary>
    public float[] ToArray()
    {
        var copy = new float[Length];
        CopyTo(copy);
        return copy;
    }

    private static void ThrowOutOfRange(int neuron) =>
        throw new ArgumentOutOfRangeException(nameof(neuron), neuron, "There is no such neuron.");
}
