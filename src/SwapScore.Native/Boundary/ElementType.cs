namespace SwapScore.Native.Boundary;

/// <summary>Type of the elements of an array; the numbers stand in <c>swapscore.h</c>.</summary>
internal enum ElementType
{
    /// <summary>IEEE single precision.</summary>
    Float32 = 0,

    /// <summary>IEEE half precision.</summary>
    Float16 = 1,

    /// <summary>The upper half of single precision.</summary>
    BFloat16 = 2,

    /// <summary>IEEE double precision.</summary>
    Float64 = 3,
}
