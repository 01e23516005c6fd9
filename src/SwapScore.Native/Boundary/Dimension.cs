namespace SwapScore.Native.Boundary;

/// <summary>One dimension of an array.</summary>
/// <param name="Extent">Number of indices.</param>
/// <param name="Stride">Elements from one index to the next; may be 0 or negative.</param>
internal readonly record struct Dimension(long Extent, long Stride);
