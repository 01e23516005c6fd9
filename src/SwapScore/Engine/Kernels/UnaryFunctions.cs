using System.Runtime.CompilerServices;
using SwapScore.Lanes;

namespace SwapScore.Engine.Kernels;

/// <summary>max(0, x); NaN stays NaN, so that a broken network is noticed.</summary>
internal readonly struct ReluFunction : IUnaryFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Invoke<TLanes>(TLanes x, float slope)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var zero = TLanes.Broadcast(0);
        return TLanes.Select(TLanes.GreaterThan(zero, x), zero, x);
    }
}

/// <summary>x, or slope·x where x is negative.</summary>
internal readonly struct LeakyReluFunction : IUnaryFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Invoke<TLanes>(TLanes x, float slope)
        where TLanes : unmanaged, ILanes<TLanes> =>
        TLanes.Select(TLanes.GreaterThan(TLanes.Broadcast(0), x), x * TLanes.Broadcast(slope), x);
}

/// <summary>max(0, x), but at most a limit; NaN stays NaN.</summary>
internal readonly struct CappedReluFunction : IUnaryFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Invoke<TLanes>(TLanes x, float limit)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var (zero, most) = (TLanes.Broadcast(0), TLanes.Broadcast(limit));
        x = TLanes.Select(TLanes.GreaterThan(zero, x), zero, x);
        return TLanes.Select(TLanes.GreaterThan(x, most), most, x);
    }
}

/// <summary>slope·x + ½, but at least 0 and at most 1; NaN stays NaN.</summary>
internal readonly struct HardSigmoidFunction : IUnaryFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Invoke<TLanes>(TLanes x, float slope)
        where TLanes : unmanaged, ILanes<TLanes> =>
        CappedReluFunction.Invoke(TLanes.MultiplyAdd(x, TLanes.Broadcast(slope), TLanes.Broadcast(0.5f)), 1);
}

/// <summary>1 / (1 + e⁻ˣ).</summary>
internal readonly struct SigmoidFunction : IUnaryFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Invoke<TLanes>(TLanes x, float slope)
        where TLanes : unmanaged, ILanes<TLanes> =>
        TLanes.Broadcast(1) / (TLanes.Broadcast(1) + Elementary.Exp(TLanes.Broadcast(0) - x));
}

/// <summary>x times a constant.</summary>
internal readonly struct ScalingFunction : IUnaryFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Invoke<TLanes>(TLanes x, float factor)
        where TLanes : unmanaged, ILanes<TLanes> => x * TLanes.Broadcast(factor);
}

/// <summary>x·½·(1 + erf(x/√2)): negative for negative x until 1 + erf rounds to 0, as in every float32 implementation of this form.</summary>
internal readonly struct GeluFunction : IUnaryFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Invoke<TLanes>(TLanes x, float slope)
        where TLanes : unmanaged, ILanes<TLanes> =>
        x * TLanes.Broadcast(0.5f) * (TLanes.Broadcast(1) + Elementary.Erf(x * Elementary.RootOfHalf<TLanes>()));
}

/// <summary>x / (1 + e⁻ˣ).</summary>
internal readonly struct SiluFunction : IUnaryFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Invoke<TLanes>(TLanes x, float slope)
        where TLanes : unmanaged, ILanes<TLanes> =>
        x / (TLanes.Broadcast(1) + Elementary.Exp(TLanes.Broadcast(0) - x));
}

/// <summary>x times the hard sigmoid of slope 1/6.</summary>
internal readonly struct HardSwishFunction : IUnaryFunction
{
    /// <summary>Slope of the gate.</summary>
    public const float Slope = 1 / 6f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Invoke<TLanes>(TLanes x, float slope)
        where TLanes : unmanaged, ILanes<TLanes> => x * HardSigmoidFunction.Invoke(x, Slope);
}

/// <summary>tanh x.</summary>
internal readonly struct TanhFunction : IUnaryFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Invoke<TLanes>(TLanes x, float slope)
        where TLanes : unmanaged, ILanes<TLanes> => Elementary.Tanh(x);
}
