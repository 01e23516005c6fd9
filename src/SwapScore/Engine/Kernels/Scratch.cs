using SwapScore.Lanes;

namespace SwapScore.Engine.Kernels;

/// <summary>Rented memory a kernel copies to.</summary>
internal static unsafe class Scratch
{
    /// <summary>The first place where a vector may start; rent as many floats more as a vector has lanes.</summary>
    public static float* Aligned<TLanes>(float* rented)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var mask = (nuint)(TLanes.Count * sizeof(float)) - 1;
        return (float*)(((nuint)rented + mask) & ~mask);
    }
}
