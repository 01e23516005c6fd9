using System.Runtime.CompilerServices;
using SwapScore.Engine.Lanes;

namespace SwapScore.Randomness;

/// <summary>
/// The vector twin of <see cref="Gaussian"/>: the same words, polynomials and roundings, one pair of numbers a lane, hence the same bits.
/// </summary>
internal static unsafe class GaussianKernel
{
    /// <summary>Computes the pairs [first, first + lanes) of a stream.</summary>
    /// <param name="cosines">Receives the first number of each pair.</param>
    /// <param name="sines">Receives the second number of each pair.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Pairs<TLanes>(RandomKey key, uint first, float* cosines, float* sines)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        // Lane numbers come from memory: there is no other way to a different value in each lane.
        var numbers = stackalloc uint[TLanes.Count];
        for (var lane = 0; lane < TLanes.Count; lane++)
            numbers[lane] = first + (uint)lane;
        var word0 = TLanes.Load((float*)numbers);
        var word1 = TLanes.BroadcastBits(0);
        Hash(key.Word0, key.Word1, ref word0, ref word1);

        var uniform = TLanes.MultiplyAdd(FromUnsigned(word0), TLanes.Broadcast(Gaussian.Step), TLanes.Broadcast(Gaussian.Step / 2));
        var radius = TLanes.Sqrt(TLanes.Broadcast(-2) * Ln(uniform));
        SinCos(word1, out var sine, out var cosine);
        (radius * cosine).Store(cosines);
        (radius * sine).Store(sines);
    }

    /// <summary>Threefry-2x32-20 of the counters in each lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Hash<TLanes>(uint key0, uint key1, ref TLanes x0, ref TLanes x1)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var key2 = Threefry.Parity ^ key0 ^ key1;
        x0 = TLanes.AddBits(x0, TLanes.BroadcastBits(key0));
        x1 = TLanes.AddBits(x1, TLanes.BroadcastBits(key1));
        EvenRounds(ref x0, ref x1, key1, key2 + 1);
        OddRounds(ref x0, ref x1, key2, key0 + 2);
        EvenRounds(ref x0, ref x1, key0, key1 + 3);
        OddRounds(ref x0, ref x1, key1, key2 + 4);
        EvenRounds(ref x0, ref x1, key2, key0 + 5);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void EvenRounds<TLanes>(ref TLanes x0, ref TLanes x1, uint injection0, uint injection1)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        Round(ref x0, ref x1, 13);
        Round(ref x0, ref x1, 15);
        Round(ref x0, ref x1, 26);
        Round(ref x0, ref x1, 6);
        x0 = TLanes.AddBits(x0, TLanes.BroadcastBits(injection0));
        x1 = TLanes.AddBits(x1, TLanes.BroadcastBits(injection1));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void OddRounds<TLanes>(ref TLanes x0, ref TLanes x1, uint injection0, uint injection1)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        Round(ref x0, ref x1, 17);
        Round(ref x0, ref x1, 29);
        Round(ref x0, ref x1, 16);
        Round(ref x0, ref x1, 24);
        x0 = TLanes.AddBits(x0, TLanes.BroadcastBits(injection0));
        x1 = TLanes.AddBits(x1, TLanes.BroadcastBits(injection1));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Round<TLanes>(ref TLanes x0, ref TLanes x1, int rotation)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        x0 = TLanes.AddBits(x0, x1);
        x1 = TLanes.XorBits(TLanes.XorBits(TLanes.ShiftLeftBits(x1, rotation), TLanes.ShiftRightBits(x1, 32 - rotation)), x0);
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
