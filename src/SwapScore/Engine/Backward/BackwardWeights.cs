using SwapScore.Engine.Kernels;

namespace SwapScore.Engine.Backward;

/// <summary>What a backward pass needs of a parameter beside what the forward pass reads.</summary>
/// <param name="Plain">Offset of a copy in the plain order..</param>
/// <param name="Input">How the weights are packed for the gradient by the input; null where that is not computed.</param>
/// <param name="Packed">Offset of the weights so packed.</param>
internal sealed record BackwardWeights(long Plain, ConvolutionLayout? Input, long Packed)
{
    /// <summary>Puts the values of the parameter in place.</summary>
    /// <param name="values">In the plain order.</param>
    /// <param name="workspace">The workspace.</param>
    public unsafe void Place(ReadOnlySpan<float> values, float* workspace)
    {
        values.CopyTo(new Span<float>(workspace + Plain, values.Length));
        Input?.PackTransposed(values, new Span<float>(workspace + Packed, values.Length));
    }
}
