using SwapScore.Onnx.Reading;
using SwapScore.Onnx.Schema;

namespace SwapScore.Onnx.Weights;

/// <summary>A constant that training changes, or that normalisations keep.</summary>
/// <param name="Constant">The constant.</param>
/// <param name="Role">The role of the tensor.</param>
/// <param name="FanIn">Values that feed one output, for weights; otherwise 1.</param>
/// <param name="Ordinal">Its number among the weights of the model in the order of use: names its stream of randomness.</param>
internal sealed record Weight(TensorProto Constant, WeightRole Role, long FanIn, int Ordinal)
{
    /// <summary>Whether the weight is drawn at random, rather than set to 0 or 1.</summary>
    public bool IsRandom => Role is WeightRole.Convolution or WeightRole.Linear or WeightRole.Embedding;

    /// <summary>How many parameters of the trained model it stands for: exporters keep one constant for equal ones. Default: 1.</summary>
    public int Copies { get; init; } = 1;

    /// <summary>Whether no training changes it: masks, tables of sines, anchors. Default: false.</summary>
    public bool IsFixed { get; init; }

    /// <summary>Whether it is a table in which something fed is looked up.</summary>
    public bool IsLookedUp { get; init; }

    /// <summary>Trainable parameters.</summary>
    public long Parameters => IsFixed || Role is WeightRole.RunningMean or WeightRole.RunningVariance ? 0 : Copies * Constant.Count();
}
