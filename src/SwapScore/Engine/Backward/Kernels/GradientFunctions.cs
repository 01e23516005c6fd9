using System.Runtime.CompilerServices;
using SwapScore.Engine.Kernels;
using SwapScore.Lanes;

namespace SwapScore.Engine.Backward.Kernels;

/// <summary>The gradient where the ReLU is positive, zero elsewhere.</summary>
internal readonly struct ReluGradient : IGradientFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Invoke<TLanes>(TLanes y, TLanes gradient, float slope)
        where TLanes : unmanaged, ILanes<TLanes> => TLanes.Select(TLanes.GreaterThan(y, TLanes.Broadcast(0)), gradient, TLanes.Broadcast(0));
}

/// <summary>The gradient where the leaky ReLU is positive, elsewhere the gradient times the slope.</summary>
internal readonly struct LeakyReluGradient : IGradientFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Invoke<TLanes>(TLanes y, TLanes gradient, float slope)
        where TLanes : unmanaged, ILanes<TLanes> =>
        TLanes.Select(TLanes.GreaterThan(y, TLanes.Broadcast(0)), gradient, gradient * TLanes.Broadcast(slope));
}

/// <summary>The gradient where the capped ReLU is between 0 and its limit, zero elsewhere.</summary>
internal readonly struct CappedReluGradient : IGradientFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Invoke<TLanes>(TLanes y, TLanes gradient, float limit)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var zero = TLanes.Broadcast(0);
        return TLanes.Select(TLanes.GreaterThan(TLanes.Broadcast(limit), y), TLanes.Select(TLanes.GreaterThan(y, zero), gradient, zero), zero);
    }
}

/// <summary>The gradient times the slope where the hard sigmoid is between 0 and 1, zero elsewhere.</summary>
internal readonly struct HardSigmoidGradient : IGradientFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Invoke<TLanes>(TLanes y, TLanes gradient, float slope)
        where TLanes : unmanaged, ILanes<TLanes> => CappedReluGradient.Invoke(y, gradient * TLanes.Broadcast(slope), 1);
}

/// <summary>The gradient times <c>s·(1 − s)</c> of the sigmoid s.</summary>
internal readonly struct SigmoidGradient : IGradientFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Invoke<TLanes>(TLanes y, TLanes gradient, float slope)
        where TLanes : unmanaged, ILanes<TLanes> => gradient * y * (TLanes.Broadcast(1) - y);
}

/// <summary>The gradient times <c>1 − tanh²</c>.</summary>
internal readonly struct TanhGradient : IGradientFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Invoke<TLanes>(TLanes y, TLanes gradient, float slope)
        where TLanes : unmanaged, ILanes<TLanes> => gradient * (TLanes.Broadcast(1) - y * y);
}

/// <summary>The gradient times <c>Φ(x) + x·φ(x)</c> of the argument x, Φ the normal distribution and φ its density.</summary>
internal readonly struct GeluGradient : IGradientFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Invoke<TLanes>(TLanes y, TLanes gradient, float slope)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var distribution = TLanes.Broadcast(0.5f) * (TLanes.Broadcast(1) + Elementary.Erf(y * Elementary.RootOfHalf<TLanes>()));
        var density = Elementary.NormalDensity<TLanes>() * Elementary.Exp(TLanes.Broadcast(-0.5f) * y * y);
        return gradient * TLanes.MultiplyAdd(y, density, distribution);
    }
}

/// <summary>The gradient times <c>s·(1 + x·(1 − s))</c> of the argument x, s = 1 / (1 + e⁻ˣ).</summary>
internal readonly struct SiluGradient : IGradientFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Invoke<TLanes>(TLanes y, TLanes gradient, float slope)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var one = TLanes.Broadcast(1);
        var s = one / (one + Elementary.Exp(TLanes.Broadcast(0) - y));
        return gradient * s * TLanes.MultiplyAdd(y, one - s, one);
    }
}

/// <summary>The gradient times <c>x/3 + ½</c> of the argument x between −3 and 3, the gradient above, zero below.</summary>
internal readonly struct HardSwishGradient : IGradientFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Invoke<TLanes>(TLanes y, TLanes gradient, float slope)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var (zero, half) = (TLanes.Broadcast(0), TLanes.Broadcast(0.5f));
        var gate = TLanes.MultiplyAdd(y, TLanes.Broadcast(HardSwishFunction.Slope), half);
        var inside = gradient * TLanes.MultiplyAdd(y, TLanes.Broadcast(2 * HardSwishFunction.Slope), half);
        return TLanes.Select(TLanes.GreaterThan(gate, zero), TLanes.Select(TLanes.GreaterThan(TLanes.Broadcast(1), gate), inside, gradient), zero);
    }
}
