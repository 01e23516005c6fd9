namespace SwapScore.Native.Boundary;

/// <summary>What a function of the C interface returns; the numbers stand in <c>swapscore.h</c> and never change their meaning.</summary>
internal enum Status
{
    /// <summary>Done.</summary>
    Ok = 0,

    /// <summary>A fault of the library itself.</summary>
    Internal = 1,

    /// <summary>An argument cannot be used.</summary>
    Usage = 2,

    /// <summary>Data cannot be read, or are damaged.</summary>
    Input = 3,

    /// <summary>A result cannot be written.</summary>
    Output = 4,

    /// <summary>What is asked for is not in this library or on this machine.</summary>
    Unavailable = 5,

    /// <summary>A value is NaN or infinite.</summary>
    Numeric = 6,

    /// <summary>A search cannot go on.</summary>
    Search = 7,

    /// <summary>The caller's progress function asked to stop.</summary>
    Stopped = 8,

    /// <summary>There is not enough memory.</summary>
    Memory = 9,
}
