using System.Runtime.CompilerServices;
using SwapScore.Lanes;

namespace SwapScore.Randomness;

/// <summary>The vector twin of <see cref="Threefry"/>: one counter per lane.</summary>
internal static class ThreefryKernel
{
    /// <summary>The words of the blocks [first, first + lanes) of a stream.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Words<TLanes>(RandomKey key, uint first, out TLanes word0, out TLanes word1)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        word0 = TLanes.AddBits(TLanes.BroadcastBits(first), TLanes.Numbers);
        word1 = TLanes.BroadcastBits(0);
        Hash(key.Word0, key.Word1, ref word0, ref word1);
    }

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
}
