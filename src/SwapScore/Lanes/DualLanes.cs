using System.Runtime.CompilerServices;

namespace SwapScore.Lanes;

/// <summary>
/// Dual numbers in every lane: a vector of values and a vector of tangents, one after the other in memory. A kernel over these lanes computes, beside
/// its values, how fast they change along a direction (forward mode); over a backward pass it computes how fast gradients change: products of the Hessian with
/// that direction. Values are the same bits as those of the lanes without tangents.
/// </summary>
/// <remarks>Integers, and the bits of random numbers, have no tangents: theirs are zero. Comparisons go by the values.</remarks>
internal readonly unsafe struct DualLanes<TLanes>(TLanes value, TLanes tangent) : ILanes<DualLanes<TLanes>>
    where TLanes : unmanaged, ILanes<TLanes>
{
    private readonly TLanes _value = value;
    private readonly TLanes _tangent = tangent;

    public static int Count => 2 * TLanes.Count;

    public static int Samples => TLanes.Samples;

    public static bool IsDouble => TLanes.IsDouble;

    public static bool HasTangents => true;

    public static DualLanes<TLanes> Numbers => new(TLanes.Numbers, TLanes.Broadcast(0));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DualLanes<TLanes> Load(float* source) => new(TLanes.Load(source), TLanes.Load(source + TLanes.Count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DualLanes<TLanes> Broadcast(float value) => new(TLanes.Broadcast(value), TLanes.Broadcast(0));

    public static DualLanes<TLanes> Broadcast(DualNumber value) => new(TLanes.Broadcast((DualNumber)value.Value), TLanes.Broadcast((DualNumber)value.Tangent));

    public static DualNumber Round(DualNumber value) => new(TLanes.Round(value.Value).Value, TLanes.Round(value.Tangent).Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DualLanes<TLanes> BroadcastWeight(float* weight) => new(TLanes.Broadcast(weight[0]), TLanes.Broadcast(weight[1]));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DualLanes<TLanes> Apply<TFunction>(DualLanes<TLanes> x)
        where TFunction : ISmoothFunction
    {
        var value = TFunction.Value(x._value);
        return new(value, TFunction.Slope(x._value, value) * x._tangent);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DualLanes<TLanes> operator +(DualLanes<TLanes> a, DualLanes<TLanes> b) => new(a._value + b._value, a._tangent + b._tangent);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DualLanes<TLanes> operator -(DualLanes<TLanes> a, DualLanes<TLanes> b) => new(a._value - b._value, a._tangent - b._tangent);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DualLanes<TLanes> operator *(DualLanes<TLanes> a, DualLanes<TLanes> b) =>
        new(a._value * b._value, TLanes.MultiplyAdd(a._value, b._tangent, a._tangent * b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DualLanes<TLanes> operator /(DualLanes<TLanes> a, DualLanes<TLanes> b)
    {
        var ratio = a._value / b._value;
        return new(ratio, (a._tangent - ratio * b._tangent) / b._value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DualLanes<TLanes> MultiplyAdd(DualLanes<TLanes> a, DualLanes<TLanes> b, DualLanes<TLanes> c) => new(
        TLanes.MultiplyAdd(a._value, b._value, c._value), TLanes.MultiplyAdd(a._value, b._tangent, TLanes.MultiplyAdd(a._tangent, b._value, c._tangent)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DualLanes<TLanes> Sqrt(DualLanes<TLanes> a)
    {
        var root = TLanes.Sqrt(a._value);
        return new(root, a._tangent / (root + root));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DualLanes<TLanes> GreaterThan(DualLanes<TLanes> a, DualLanes<TLanes> b)
    {
        var mask = TLanes.GreaterThan(a._value, b._value);
        return new(mask, mask);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DualLanes<TLanes> Select(DualLanes<TLanes> mask, DualLanes<TLanes> a, DualLanes<TLanes> b) =>
        new(TLanes.Select(mask._value, a._value, b._value), TLanes.Select(mask._value, a._tangent, b._tangent));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DualLanes<TLanes> BroadcastBits(uint bits) => new(TLanes.BroadcastBits(bits), TLanes.Broadcast(0));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DualLanes<TLanes> AndBits(DualLanes<TLanes> a, DualLanes<TLanes> b) =>
        new(TLanes.AndBits(a._value, b._value), TLanes.AndBits(a._tangent, b._tangent));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DualLanes<TLanes> XorBits(DualLanes<TLanes> a, DualLanes<TLanes> b) => new(TLanes.XorBits(a._value, b._value), TLanes.Broadcast(0));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DualLanes<TLanes> AddBits(DualLanes<TLanes> a, DualLanes<TLanes> b) => new(TLanes.AddBits(a._value, b._value), TLanes.Broadcast(0));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DualLanes<TLanes> ShiftLeftBits(DualLanes<TLanes> a, int count) => new(TLanes.ShiftLeftBits(a._value, count), TLanes.Broadcast(0));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DualLanes<TLanes> ShiftRightBits(DualLanes<TLanes> a, int count) => new(TLanes.ShiftRightBits(a._value, count), TLanes.Broadcast(0));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DualLanes<TLanes> FromIntegers(DualLanes<TLanes> bits) => new(TLanes.FromIntegers(bits._value), TLanes.Broadcast(0));

    public static uint SignMask(DualLanes<TLanes> a) => TLanes.SignMask(a._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(float* target)
    {
        _value.Store(target);
        _tangent.Store(target + TLanes.Count);
    }
}
