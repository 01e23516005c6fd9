using System.Runtime.CompilerServices;
using SwapScore.Lanes;

namespace SwapScore.Randomness;

/// <summary>
/// The vector twin of <see cref="Gaussian"/>: the same words, polynomials and roundings, one pair of numbers a lane, hence the same bits.
/// </summary>
internal readonly unsafe struct GaussianKernel : IPairKernel
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Pairs<TLanes>(RandomKey key, uint first, float* firsts, float* seconds)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        ThreefryKernel.Words<TLanes>(key, first, out var word0, out var word1);
        var uniform = TLanes.MultiplyAdd(FromUnsigned(word0), TLanes.Broadcast(Gaussian.Step), TLanes.Broadcast(Gaussian.Step / 2));
        var radius = TLanes.Sqrt(TLanes.Broadcast(-2) * Ln(uniform));
        SinCos(word1, out var sine, out var cosine);
        (radius * cosine).Store(firsts);
        (radius * sine).Store(seconds);
    }

    /// <summary>An unsigned integer as the nearest number: both halves are exact, and their sum is rounded once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes FromUnsigned<TLanes>(TLanes word)
        where TLanes : unmanaged, ILanes<TLanes> =>
        TLanes.MultiplyAdd(
            TLanes.FromIntegers(TLanes.ShiftRightBits(word, 16)),
            TLanes.Broadcast(65536),
            TLanes.FromIntegers(TLanes.AndBits(word, TLanes.BroadcastBits(0xFFFF))));

    /// <summary>See <see cref="Gaussian.Ln"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Ln<TLanes>(TLanes x)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        // The bias keeps the difference positive, so that a logical shift will do for an arithmetic one.
        const int Bias = 127;
        var biased = TLanes.ShiftRightBits(
            TLanes.AddBits(x, TLanes.BroadcastBits((Bias << Gaussian.MantissaBits) - Gaussian.SquareRootOfHalfBits)), Gaussian.MantissaBits);
        var exponent = TLanes.AddBits(biased, TLanes.BroadcastBits(unchecked((uint)-Bias)));
        var shifted = TLanes.ShiftLeftBits(exponent, Gaussian.MantissaBits);
        var mantissa = TLanes.AddBits(x, TLanes.AddBits(TLanes.XorBits(shifted, TLanes.BroadcastBits(uint.MaxValue)), TLanes.BroadcastBits(1)));
        var one = TLanes.Broadcast(1);
        var s = (mantissa - one) / (mantissa + one);
        var z = s * s;
        var series = TLanes.MultiplyAdd(z, TLanes.Broadcast(2f / 9f), TLanes.Broadcast(2f / 7f));
        series = TLanes.MultiplyAdd(series, z, TLanes.Broadcast(2f / 5f));
        series = TLanes.MultiplyAdd(series, z, TLanes.Broadcast(2f / 3f));
        var ln = TLanes.MultiplyAdd(s * z, series, s + s);
        return TLanes.MultiplyAdd(TLanes.FromIntegers(exponent), TLanes.Broadcast(Gaussian.Ln2), ln);
    }

    /// <summary>See <see cref="Gaussian.SinCos"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void SinCos<TLanes>(TLanes word, out TLanes sine, out TLanes cosine)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var quarter = TLanes.ShiftRightBits(TLanes.AddBits(word, TLanes.BroadcastBits(0x2000_0000)), 30);
        var x = TLanes.FromIntegers(TLanes.ShiftLeftBits(word, 2)) * TLanes.Broadcast(Gaussian.HalfTurnStep);
        var z = x * x;
        var s = TLanes.MultiplyAdd(z, TLanes.Broadcast(Gaussian.Sine9), TLanes.Broadcast(Gaussian.Sine7));
        s = TLanes.MultiplyAdd(s, z, TLanes.Broadcast(Gaussian.Sine5));
        s = TLanes.MultiplyAdd(s, z, TLanes.Broadcast(Gaussian.Sine3));
        s = TLanes.MultiplyAdd(s, z, TLanes.Broadcast(Gaussian.QuarterPi)) * x;
        var c = TLanes.MultiplyAdd(z, TLanes.Broadcast(Gaussian.Cosine10), TLanes.Broadcast(Gaussian.Cosine8));
        c = TLanes.MultiplyAdd(c, z, TLanes.Broadcast(Gaussian.Cosine6));
        c = TLanes.MultiplyAdd(c, z, TLanes.Broadcast(Gaussian.Cosine4));
        c = TLanes.MultiplyAdd(c, z, TLanes.Broadcast(Gaussian.Cosine2));
        c = TLanes.MultiplyAdd(c, z, TLanes.Broadcast(1));

        var odd = TLanes.GreaterThan(TLanes.FromIntegers(TLanes.AndBits(quarter, TLanes.BroadcastBits(1))), TLanes.Broadcast(0));
        var signBit = TLanes.BroadcastBits(0x8000_0000);
        sine = TLanes.XorBits(TLanes.Select(odd, c, s), TLanes.AndBits(TLanes.ShiftLeftBits(quarter, 30), signBit));
        cosine = TLanes.XorBits(
            TLanes.Select(odd, s, c), TLanes.AndBits(TLanes.ShiftLeftBits(TLanes.AddBits(quarter, TLanes.BroadcastBits(1)), 30), signBit));
    }
}
