using System.Runtime.CompilerServices;
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

/// <summary>The gradient times <c>1 − tanh²</c>.</summary>
internal readonly struct TanhGradient : IGradientFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Invoke<TLanes>(TLanes y, TLanes gradient, float slope)
        where TLanes : unmanaged, ILanes<TLanes> => gradient * (TLanes.Broadcast(1) - y * y);
}
