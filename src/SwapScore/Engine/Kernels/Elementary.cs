using System.Runtime.CompilerServices;
using SwapScore.Lanes;

namespace SwapScore.Engine.Kernels;

/// <summary>
/// Elementary functions as polynomials of our own, because library functions differ in their last bits from platform to platform.
/// Coefficients are Chebyshev interpolants over the stated ranges. <c>scripts/coefficients/coefficients.py</c> makes them; to change one,
/// change the script. A new coefficient changes bits of scores. Errors against double precision are pinned by tests.
/// </summary>
internal static class Elementary
{
    /// <summary>eˣ, within 2 units in the last place; 0 below −87.3, clamped above 88.3.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Exp<TLanes>(TLanes x)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        if (TLanes.HasTangents) return TLanes.Apply<ExpFunction>(x);
        if (typeof(TLanes) == typeof(Lanes64)) return FromDouble<TLanes>(DoubleFunctions.Exp(Unsafe.BitCast<TLanes, double>(x)));
        var low = TLanes.Broadcast(-87.3f);
        var high = TLanes.Broadcast(88.3f);
        var underflow = TLanes.GreaterThan(low, x);
        x = TLanes.Select(TLanes.GreaterThan(x, high), high, x);
        x = TLanes.Select(underflow, low, x);

        // x = n·ln 2 + r. Adding 1.5·2²³ rounds to an integer and leaves it in the low bits of the sum. ln 2 is subtracted in two parts:
        // the first has 16 bits after the point, so that n times it is exact.
        var magic = TLanes.Broadcast(12582912f);
        var shifted = TLanes.MultiplyAdd(x, TLanes.Broadcast(1.44269504f), magic);
        var n = shifted - magic;
        var r = TLanes.MultiplyAdd(n, TLanes.Broadcast(-0.693145752f), x);
        r = TLanes.MultiplyAdd(n, TLanes.Broadcast(-1.42860677e-6f), r);

        // eʳ = 1 + r + r²·p(r) on ±0.35: r is at most ln 2 / 2, and a little more where it was rounded.
        var p = TLanes.Broadcast(0.00139269186f);
        p = TLanes.MultiplyAdd(p, r, TLanes.Broadcast(0.0083637666f));
        p = TLanes.MultiplyAdd(p, r, TLanes.Broadcast(0.0416665487f));
        p = TLanes.MultiplyAdd(p, r, TLanes.Broadcast(0.166665733f));
        p = TLanes.MultiplyAdd(p, r, TLanes.Broadcast(0.5f));
        p = TLanes.MultiplyAdd(p, r * r, r) + TLanes.Broadcast(1);
        var y = TLanes.AddBits(p, TLanes.ShiftLeftBits(shifted, 23));
        return TLanes.Select(underflow, TLanes.Broadcast(0), y);
    }

    /// <summary>The error function, within 2e-7; exactly ±1 where the float nearest to it is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Erf<TLanes>(TLanes x)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        if (TLanes.HasTangents) return TLanes.Apply<ErfFunction>(x);
        if (typeof(TLanes) == typeof(Lanes64)) return FromDouble<TLanes>(DoubleFunctions.Erf(Unsafe.BitCast<TLanes, double>(x)));
        var sign = TLanes.AndBits(x, TLanes.BroadcastBits(0x8000_0000));
        var t = TLanes.XorBits(x, sign);
        var s = x * x;

        // erf(x)/x as a polynomial in x² on [0, 1].
        var p = TLanes.Broadcast(7.87587487e-05f);
        p = TLanes.MultiplyAdd(p, s, TLanes.Broadcast(-0.00080168643f));
        p = TLanes.MultiplyAdd(p, s, TLanes.Broadcast(0.00518908724f));
        p = TLanes.MultiplyAdd(p, s, TLanes.Broadcast(-0.0268542115f));
        p = TLanes.MultiplyAdd(p, s, TLanes.Broadcast(0.112835944f));
        p = TLanes.MultiplyAdd(p, s, TLanes.Broadcast(-0.37612626f));
        p = TLanes.MultiplyAdd(p, s, TLanes.Broadcast(1.12837911f));
        var near = p * x;

        // 1 − e^q(|x|) with q = ln erfc on [1, 4.2]; beyond 4.2 the nearest float is 1. The logarithm is nearly a parabola, so few
        // coefficients suffice. The 1 in front hides the error of e^q, which is below 0.16 here.
        t = TLanes.Select(TLanes.GreaterThan(t, TLanes.Broadcast(4.2f)), TLanes.Broadcast(4.2f), t);
        var q = TLanes.Broadcast(1.5430611e-06f);
        q = TLanes.MultiplyAdd(q, t, TLanes.Broadcast(-4.42224591e-05f));
        q = TLanes.MultiplyAdd(q, t, TLanes.Broadcast(0.000581561064f));
        q = TLanes.MultiplyAdd(q, t, TLanes.Broadcast(-0.00468933862f));
        q = TLanes.MultiplyAdd(q, t, TLanes.Broadcast(0.0262249801f));
        q = TLanes.MultiplyAdd(q, t, TLanes.Broadcast(-0.109740928f));
        q = TLanes.MultiplyAdd(q, t, TLanes.Broadcast(-0.632180214f));
        q = TLanes.MultiplyAdd(q, t, TLanes.Broadcast(-1.13002944f));
        q = TLanes.MultiplyAdd(q, t, TLanes.Broadcast(0.000270509481f));
        var far = TLanes.XorBits(TLanes.Broadcast(1) - Exp(q), sign);
        return TLanes.Select(TLanes.GreaterThan(t, TLanes.Broadcast(1)), far, near);
    }

    /// <summary>Hyperbolic tangent, within 3 units in the last place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Tanh<TLanes>(TLanes x)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        if (TLanes.HasTangents) return TLanes.Apply<TanhOfLanes>(x);
        if (typeof(TLanes) == typeof(Lanes64)) return FromDouble<TLanes>(DoubleFunctions.Tanh(Unsafe.BitCast<TLanes, double>(x)));
        var sign = TLanes.AndBits(x, TLanes.BroadcastBits(0x8000_0000));
        var t = TLanes.XorBits(x, sign);
        var s = x * x;

        // tanh x = x + x³·p(x²) up to 0.625, 1 − 2/(e²ˣ + 1) beyond. Below 0.625 the second form would lose bits by cancellation.
        var p = TLanes.Broadcast(0.00229274505f);
        p = TLanes.MultiplyAdd(p, s, TLanes.Broadcast(-0.00834394526f));
        p = TLanes.MultiplyAdd(p, s, TLanes.Broadcast(0.0217689183f));
        p = TLanes.MultiplyAdd(p, s, TLanes.Broadcast(-0.0539592579f));
        p = TLanes.MultiplyAdd(p, s, TLanes.Broadcast(0.133333042f));
        p = TLanes.MultiplyAdd(p, s, TLanes.Broadcast(-0.333333343f));
        var near = TLanes.MultiplyAdd(p * s, x, x);
        var far = TLanes.Broadcast(1) - TLanes.Broadcast(2) / (Exp(t + t) + TLanes.Broadcast(1));
        return TLanes.Select(TLanes.GreaterThan(t, TLanes.Broadcast(0.625f)), TLanes.XorBits(far, sign), near);
    }

    /// <summary>√½.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes RootOfHalf<TLanes>()
        where TLanes : unmanaged, ILanes<TLanes> => TLanes.Broadcast((DualNumber)0.70710678118654752);

    /// <summary>The normal density at 0, 1/√(2π).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes NormalDensity<TLanes>()
        where TLanes : unmanaged, ILanes<TLanes> => TLanes.Broadcast((DualNumber)0.39894228040143268);

    private readonly struct ExpFunction : ISmoothFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Value<TLanes>(TLanes x)
            where TLanes : unmanaged, ILanes<TLanes> => Exp(x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Slope<TLanes>(TLanes x, TLanes value)
            where TLanes : unmanaged, ILanes<TLanes> => value;
    }

    private readonly struct ErfFunction : ISmoothFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Value<TLanes>(TLanes x)
            where TLanes : unmanaged, ILanes<TLanes> => Erf(x);

        // 2/√π · e^−x².
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Slope<TLanes>(TLanes x, TLanes value)
            where TLanes : unmanaged, ILanes<TLanes> => TLanes.Broadcast((DualNumber)1.1283791670955126) * Exp(TLanes.Broadcast(-1) * x * x);
    }

    private readonly struct TanhOfLanes : ISmoothFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Value<TLanes>(TLanes x)
            where TLanes : unmanaged, ILanes<TLanes> => Tanh(x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Slope<TLanes>(TLanes x, TLanes value)
            where TLanes : unmanaged, ILanes<TLanes> => TLanes.Broadcast(1) - value * value;
    }

    /// <summary>A value in double precision; only of lanes that hold one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes FromDouble<TLanes>(double value)
        where TLanes : unmanaged, ILanes<TLanes> => Unsafe.BitCast<double, TLanes>(value);
}
