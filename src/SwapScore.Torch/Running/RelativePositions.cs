using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace SwapScore.Torch.Running;

/// <summary>Values of distances given to pairs of tokens, and sums over pairs at each distance, as products with a matrix of zeros and ones.</summary>
internal static class RelativePositions
{
    /// <summary>From <c>[sample][distance][head][token]</c> to <c>[sample][head][token][token]</c>.</summary>
    /// <param name="indicators">Which pairs of tokens are at which distance, <c>[token][token][distance]</c>.</param>
    /// <param name="x">The values.</param>
    public static Tensor Lookup(float[] indicators, Tensor x) =>
        Matrices(indicators, x, x.shape[3]).matmul(x.permute(0, 3, 1, 2)).permute(0, 3, 1, 2).contiguous();

    /// <summary>From <c>[sample][head][token][token]</c> to <c>[sample][distance][head][token]</c>.</summary>
    /// <param name="indicators">Which pairs of tokens are at which distance, <c>[token][token][distance]</c>.</param>
    /// <param name="x">The values.</param>
    public static Tensor Sum(float[] indicators, Tensor x) =>
        x.permute(0, 2, 1, 3).matmul(Matrices(indicators, x, x.shape[3])).permute(0, 3, 2, 1).contiguous();

    private static Tensor Matrices(float[] indicators, Tensor x, long tokens) => tensor(indicators, [tokens, tokens, indicators.Length / (tokens * tokens)], x.dtype, x.device);
}
