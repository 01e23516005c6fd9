namespace SwapScore.Lanes;

/// <summary>
/// A vector of samples: lane i holds one value of sample i of a block. Every kernel is written once over this interface and compiled
/// for each width. Results cannot depend on the width, because lanes never mix and every operation is correctly rounded:
/// multiply-add is fused everywhere, in software where the processor cannot.
/// </summary>
/// <remarks>
/// An operation that mixes lanes (a horizontal sum, a shuffle) or rounds differently by width (an approximate reciprocal, a multiply-add that
/// may or may not be fused) must never be added here: scores would depend on the processor. Every member is inlined; a kernel that
/// calls a member through memory loses its registers.
/// </remarks>
internal unsafe interface ILanes<TSelf>
    where TSelf : unmanaged, ILanes<TSelf>
{
    /// <summary>Number of lanes, in floats: a compile-time constant to the JIT.</summary>
    static abstract int Count { get; }

    /// <summary>Samples of a vector: as many as lanes, except in double precision, where a sample takes two, and where tangents follow.</summary>
    static virtual int Samples => TSelf.Count;

    /// <summary>Whether values are doubles, each in the room of two floats.</summary>
    static virtual bool IsDouble => false;

    /// <summary>Whether a vector of tangents follows every vector of values; see <see cref="DualLanes{TLanes}"/>.</summary>
    static virtual bool HasTangents => false;

    /// <summary>0, 1, 2, … as integers.</summary>
    static abstract TSelf Numbers { get; }

    static abstract TSelf Load(float* source);

    static abstract TSelf Broadcast(float value);

    /// <summary>A number in all lanes, in their own precision.</summary>
    static virtual TSelf Broadcast(DualNumber value) => TSelf.Broadcast((float)value.Value);

    /// <summary>A weight in all lanes. Where there are tangents, that of the weight lies behind it.</summary>
    static abstract TSelf BroadcastWeight(float* weight);

    /// <summary>The number as lanes hold it: rounded to their precision.</summary>
    static virtual DualNumber Round(DualNumber value) => (float)value.Value;

    /// <summary>A function of which the slope is known, applied to every lane.</summary>
    static virtual TSelf Apply<TFunction>(TSelf x)
        where TFunction : ISmoothFunction => TFunction.Value(x);

    static abstract TSelf operator +(TSelf a, TSelf b);

    static abstract TSelf operator -(TSelf a, TSelf b);

    static abstract TSelf operator *(TSelf a, TSelf b);

    static abstract TSelf operator /(TSelf a, TSelf b);

    /// <summary>a·b + c with a single rounding.</summary>
    static abstract TSelf MultiplyAdd(TSelf a, TSelf b, TSelf c);

    static abstract TSelf Sqrt(TSelf a);

    /// <summary>All bits set where a &gt; b, none elsewhere (also for NaN).</summary>
    static abstract TSelf GreaterThan(TSelf a, TSelf b);

    /// <summary>Bits of a where the mask has ones, bits of b elsewhere.</summary>
    static abstract TSelf Select(TSelf mask, TSelf a, TSelf b);

    /// <summary>The bits of an integer in every lane.</summary>
    static abstract TSelf BroadcastBits(uint bits);

    static abstract TSelf AndBits(TSelf a, TSelf b);

    static abstract TSelf XorBits(TSelf a, TSelf b);

    /// <summary>Sum of the lanes as 32-bit integers.</summary>
    static abstract TSelf AddBits(TSelf a, TSelf b);

    static abstract TSelf ShiftLeftBits(TSelf a, int count);

    /// <summary>Logical shift.</summary>
    static abstract TSelf ShiftRightBits(TSelf a, int count);

    /// <summary>The lanes, read as signed integers, as numbers.</summary>
    static abstract TSelf FromIntegers(TSelf bits);

    /// <summary>Bit i is set where the sign bit of lane i is: turns the result of a comparison into a bit mask.</summary>
    static abstract uint SignMask(TSelf a);

    void Store(float* target);
}
