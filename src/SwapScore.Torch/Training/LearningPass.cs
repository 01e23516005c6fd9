using SwapScore.Networks;
using SwapScore.Networks.Operations;
using SwapScore.Randomness;
using SwapScore.Torch.Running;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace SwapScore.Torch.Training;

/// <summary>A forward pass of a network that learns or has learned. Made within a dispose scope, to which every value belongs.</summary>
internal static class LearningPass
{
    /// <summary>The pass of a step of training: with the statistics of the batch, which the running ones follow, and with drop path.</summary>
    /// <param name="state">Parameters and statistics.</param>
    /// <param name="input">The images, <c>[sample][channel][row][column]</c>.</param>
    /// <param name="dropRate">Probability of drop path.</param>
    /// <param name="step">Stream of randomness of the step.</param>
    /// <param name="statisticsShare">Share of the batch in the running statistics. Default: 0.1, PyTorch's.</param>
    /// <param name="isHalf">Whether convolutions, linear maps and what lies between them are computed in bfloat16, from weights that stay in single precision. Default: false.</param>
    public static TorchPass Train(NetworkState state, Tensor input, double dropRate, RandomKey step, double statisticsShare = 0.1, bool isHalf = false) => new(
        state.Network, state.Weights, isHalf ? input.to(ScalarType.BFloat16) : input, replaced: (node, x) => node.Operation switch
        {
            BatchNormalization norm when x.numel() > x.shape[1] => Normalize(state, node, norm, x, isTraining: true, statisticsShare),
            Convolution when !isHalf && state.MultipliesImages && ConvolutionChoice.ReadsImage(node) => Multiply(state, node, x),
            DropPath when dropRate > 0 => x * PathFactors(x, dropRate, step.Derive(RandomPurpose.Dropout, node.Index)),
            Convolution or TransposedConvolution or Linear when isHalf => TorchOperations.Compute(node, [x], role => state.Weights.Of(node, role)?.to(ScalarType.BFloat16)),
            _ => null,
        });

    /// <summary>The pass of a network in use: with running statistics, and nothing left out.</summary>
    /// <param name="state">Parameters and statistics.</param>
    /// <param name="input">The images, <c>[sample][channel][row][column]</c>.</param>
    public static TorchPass Evaluate(NetworkState state, Tensor input) => new(
        state.Network, state.Weights, input, replaced: (node, x) => node.Operation switch
        {
            BatchNormalization norm => Normalize(state, node, norm, x, isTraining: false, statisticsShare: 0),
            Convolution when state.MultipliesImages && ConvolutionChoice.ReadsImage(node) => Multiply(state, node, x),
            Dropout => x,
            _ => null,
        });

    /// <summary>What drop path multiplies each sample by, <c>[sample][1][1][1]</c>: 0 with probability p, otherwise 1 / (1 − p). Sample s goes by word 0 of block s of the stream.</summary>
    /// <param name="x">The values, for their number of samples, type and device.</param>
    /// <param name="rate">p, 0 or more and below 1.</param>
    /// <param name="key">The stream.</param>
    public static Tensor PathFactors(Tensor x, double rate, RandomKey key)
    {
        var factors = new float[x.shape[0]];
        for (var sample = 0; sample < factors.Length; sample++)
            factors[sample] = rate > (key.Words(sample).First >> 8) * (1.0 / (1 << 24)) ? 0 : (float)(1 / (1 - rate));
        return tensor(factors, [factors.Length, 1, 1, 1], x.dtype, x.device);
    }

    private static Tensor Multiply(NetworkState state, Node node, Tensor x) =>
        ConvolutionChoice.Multiply(node, x, state.Weights.Of(node, ParameterRole.ConvolutionWeight)!, state.Weights.Of(node, ParameterRole.Bias));

    private static Tensor Normalize(NetworkState state, Node node, BatchNormalization norm, Tensor x, bool isTraining, double statisticsShare)
    {
        var (mean, variance) = state.Statistics(node);
        return batch_norm(
            x, mean, variance, state.Weights.Of(node, ParameterRole.Scale), state.Weights.Of(node, ParameterRole.Shift), isTraining, statisticsShare, norm.Epsilon);
    }
}
