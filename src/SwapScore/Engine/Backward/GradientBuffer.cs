namespace SwapScore.Engine.Backward;

/// <summary>Memory of a gradient while a backward pass is compiled; several nodes may have the same gradient.</summary>
/// <param name="offset">Offset in the workspace.</param>
/// <param name="size">Size in floats.</param>
internal sealed class GradientBuffer(long offset, long size)
{
    public long Offset => offset;

    public long Size => size;

    /// <summary>Gradients that lie here.</summary>
    public int Owners { get; set; } = 1;
}
