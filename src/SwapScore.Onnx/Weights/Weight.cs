using SwapScore.Onnx.Schema;

namespace SwapScore.Onnx.Weights;

/// <summary>A constant that training changes, or that normalisations keep.</summary>
/// <param name="Constant">The constant.</param>
/// <param name="Role">What it is for.</param>
/// <param name="FanIn">Values that feed one output, for weights; otherwise 1.</param>
/// <param name="Ordinal">Its number among the weights of the model in the order of use: names its stream of randomness.</param>
internal sealed record Weight(TensorProto Constant, WeightRole Role, long FanIn, int Ordinal)
{
    /// <summary>Whether the weight is drawn at random, rather than set to 0 or 1.</summary>
    public bool IsRandom => Role is WeightRole.Convolution or WeightRole.Linear or WeightRole.Embedding;

    /// <summary>Whether it counts as a parameter.</summary>
    public bool IsTrainable => Role is not (WeightRole.RunningMean or WeightRole.RunningVariance);
}
