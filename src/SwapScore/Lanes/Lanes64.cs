using System.Runtime.CompilerServices;

namespace SwapScore.Lanes;

/// <summary>
/// One sample in double precision, in the room of two floats: for sums that leave the range of a float. Arithmetic and masks: nothing that
/// reads bits as integers is defined.
/// </summary>
internal readonly unsafe struct Lanes64(double value) : ILanes<Lanes64>
{
    private readonly double _value = value;

    public static int Count => 2;

    public static int Samples => 1;

    public static bool IsDouble => true;

    public static Lanes64 Numbers => throw NoIntegers();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes64 Load(float* source) => new(*(double*)source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes64 Broadcast(float value) => new(value);

    public static Lanes64 Broadcast(DualNumber value) => new(value.Value);

    public static DualNumber Round(DualNumber value) => value.Value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes64 BroadcastWeight(float* weight) => Broadcast(*weight);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes64 operator +(Lanes64 a, Lanes64 b) => new(a._value + b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes64 operator -(Lanes64 a, Lanes64 b) => new(a._value - b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes64 operator *(Lanes64 a, Lanes64 b) => new(a._value * b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes64 operator /(Lanes64 a, Lanes64 b) => new(a._value / b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes64 MultiplyAdd(Lanes64 a, Lanes64 b, Lanes64 c) => new(Math.FusedMultiplyAdd(a._value, b._value, c._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes64 Sqrt(Lanes64 a) => new(Math.Sqrt(a._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes64 GreaterThan(Lanes64 a, Lanes64 b) => new(BitConverter.UInt64BitsToDouble(a._value > b._value ? ulong.MaxValue : 0));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes64 Select(Lanes64 mask, Lanes64 a, Lanes64 b) => BitConverter.DoubleToUInt64Bits(mask._value) != 0 ? a : b;

    public static Lanes64 BroadcastBits(uint bits) => throw NoIntegers();

    public static Lanes64 AndBits(Lanes64 a, Lanes64 b) =>
        new(BitConverter.UInt64BitsToDouble(BitConverter.DoubleToUInt64Bits(a._value) & BitConverter.DoubleToUInt64Bits(b._value)));

    public static Lanes64 XorBits(Lanes64 a, Lanes64 b) => throw NoIntegers();

    public static Lanes64 AddBits(Lanes64 a, Lanes64 b) => throw NoIntegers();

    public static Lanes64 ShiftLeftBits(Lanes64 a, int count) => throw NoIntegers();

    public static Lanes64 ShiftRightBits(Lanes64 a, int count) => throw NoIntegers();

    public static Lanes64 FromIntegers(Lanes64 bits) => throw NoIntegers();

    public static uint SignMask(Lanes64 a) => throw NoIntegers();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(float* target) => *(double*)target = _value;

    private static NotSupportedException NoIntegers() => new("Operations on bits are not defined in double precision.");
}
