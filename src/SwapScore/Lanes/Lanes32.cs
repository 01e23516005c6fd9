using System.Runtime.CompilerServices;

namespace SwapScore.Lanes;

/// <summary>One sample in a scalar: the fallback where vectors are not accelerated, and the judge of the wider ones.</summary>
internal readonly unsafe struct Lanes32(float value) : ILanes<Lanes32>
{
    private readonly float _value = value;

    public static int Count => 1;

    public static Lanes32 Numbers => BroadcastBits(0);

    private uint Bits => BitConverter.SingleToUInt32Bits(_value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes32 Load(float* source) => new(*source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes32 Broadcast(float value) => new(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes32 BroadcastWeight(float* weight) => Broadcast(*weight);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes32 operator +(Lanes32 a, Lanes32 b) => new(a._value + b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes32 operator -(Lanes32 a, Lanes32 b) => new(a._value - b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes32 operator *(Lanes32 a, Lanes32 b) => new(a._value * b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes32 operator /(Lanes32 a, Lanes32 b) => new(a._value / b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes32 MultiplyAdd(Lanes32 a, Lanes32 b, Lanes32 c) => new(MathF.FusedMultiplyAdd(a._value, b._value, c._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes32 Sqrt(Lanes32 a) => new(MathF.Sqrt(a._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes32 GreaterThan(Lanes32 a, Lanes32 b) => BroadcastBits(a._value > b._value ? uint.MaxValue : 0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes32 Select(Lanes32 mask, Lanes32 a, Lanes32 b) => BroadcastBits((mask.Bits & a.Bits) | (~mask.Bits & b.Bits));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes32 BroadcastBits(uint bits) => new(BitConverter.UInt32BitsToSingle(bits));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes32 AndBits(Lanes32 a, Lanes32 b) => BroadcastBits(a.Bits & b.Bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes32 XorBits(Lanes32 a, Lanes32 b) => BroadcastBits(a.Bits ^ b.Bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes32 AddBits(Lanes32 a, Lanes32 b) => BroadcastBits(a.Bits + b.Bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes32 ShiftLeftBits(Lanes32 a, int count) => BroadcastBits(a.Bits << count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes32 ShiftRightBits(Lanes32 a, int count) => BroadcastBits(a.Bits >>> count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes32 FromIntegers(Lanes32 bits) => new((int)bits.Bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint SignMask(Lanes32 a) => a.Bits >>> 31;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(float* target) => *target = _value;
}
