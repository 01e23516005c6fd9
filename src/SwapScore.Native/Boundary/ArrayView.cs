using System.Runtime.InteropServices;

namespace SwapScore.Native.Boundary;

/// <summary><c>swapscore_array</c>: memory of the caller, read during a call and never kept.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct ArrayView
{
    /// <summary>The first element.</summary>
    public void* Data;

    /// <summary>Extent of every dimension.</summary>
    public long* Shape;

    /// <summary>Elements from one index of a dimension to the next; null where the array is contiguous, last dimension innermost.</summary>
    public long* Strides;

    /// <summary>Number of dimensions.</summary>
    public int Rank;

    /// <summary>Type of an element.</summary>
    public ElementType Type;
}
