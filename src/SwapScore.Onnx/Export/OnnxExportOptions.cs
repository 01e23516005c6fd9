using SwapScore.Engine;
using SwapScore.Networks;
using SwapScore.Randomness;
using SwapScore.Values;
using SwapScore.Weights;

namespace SwapScore.Onnx.Export;

/// <summary>How a network becomes an ONNX model.</summary>
public sealed record OnnxExportOptions
{
    /// <summary>Draws the weights. Default: N(0, 1), as SWAP-Score is computed.</summary>
    public IInitializer Initializer { get; init; } = Initializers.Gaussian;

    /// <summary>Names the streams the weights are drawn from. Default: the first repeat of seed 0, the weights a score begins with.</summary>
    public RandomKey Key { get; init; } = RandomKey.FromSeed(0).Derive(RandomPurpose.Repeat, 0);

    /// <summary>
    /// Where batch normalisation takes its statistics from. Default: the batch, as networks are scored; each is then nine plain operators.
    /// With running statistics each is one BatchNormalization, as frameworks import and train it.
    /// </summary>
    public NormalizationMode Normalization { get; init; } = NormalizationMode.Batch;

    /// <summary>The nodes whose values are outputs of the model besides those of the network. Default: none.</summary>
    public Func<Node, bool> IsExposed { get; init; } = _ => false;

    /// <summary>What the model says of itself, for example its architecture; keys are unique. Default: nothing.</summary>
    public ValueDictionary<string> Metadata { get; init; } = ValueDictionary<string>.Empty;
}
