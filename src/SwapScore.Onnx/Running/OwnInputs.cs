using SwapScore.Data;
using SwapScore.Metrics;
using SwapScore.Networks;
using SwapScore.Onnx.Models;
using SwapScore.Onnx.Reading;
using SwapScore.Onnx.Samples;
using SwapScore.Values;

namespace SwapScore.Onnx.Running;

/// <summary>Feeds a model what a protocol makes in place of the samples: noise, crops.</summary>
internal sealed class OwnInputs
{
    private readonly SampleTensor _tensor;
    private readonly Batch _samples;
    private readonly InputLimits _limits;

    /// <param name="model">The model.</param>
    /// <param name="samples">What it is fed otherwise.</param>
    /// <exception cref="InputException">It has several inputs, or one that takes no real numbers.</exception>
    public OwnInputs(OnnxModel model, ModelSamples samples)
    {
        if (samples.Tensors is not [{ BatchAxis: 0, Dimensions.Count: >= 1 and <= 3 } tensor] || !ElementType.IsReal(tensor.ElementType))
            throw new InputException(
                $"it feeds inputs of its own, and the model takes {string.Join(" and ", model.Inputs.Select(input => $"{input.Name} of {input}"))}",
                "one input of real numbers is needed, the samples first");
        _tensor = tensor;
        var shape = ShapeOf(tensor.Dimensions);
        _samples = new Batch(shape, TensorValues.Reals(tensor.Values, tensor.ElementType), samples.Source);
        _limits = Limits(model.Inputs[0], shape);
    }

    /// <summary>The inputs of the passes of one repeat.</summary>
    /// <param name="protocol">The protocol that makes the inputs.</param>
    /// <param name="repeat">The repeat's stream of randomness.</param>
    /// <exception cref="UsageException">The model takes no such inputs.</exception>
    public IReadOnlyList<ModelSamples> Passes(ForwardProtocol protocol, Randomness.RandomKey repeat) =>
        [.. protocol.Passes(_samples, repeat, _limits).Select(Fed)];

    private ModelSamples Fed(Batch batch)
    {
        long[] dimensions = [batch.Shape.Channels, batch.Shape.Rows, batch.Shape.Columns];
        var tensor = _tensor with
        {
            Dimensions = _tensor.Dimensions.Count == 3 ? dimensions : _tensor.Dimensions,
            Values = TensorValues.Encode(batch.Values, _tensor.ElementType),
        };
        return new ModelSamples(batch.Size, [tensor], batch.Source);
    }

    private static Shape ShapeOf(ValueList<long> dimensions) => dimensions.Count switch
    {
        1 => Shape.Vector((int)dimensions[0]),
        2 => new Shape((int)dimensions[0], 1, (int)dimensions[1]),
        _ => new Shape((int)dimensions[0], (int)dimensions[1], (int)dimensions[2]),
    };

    /// <summary>Rows and columns are free only where the model says so and keeps its channels first, which it says by their number.</summary>
    private static InputLimits Limits(ModelInput input, Shape shape) =>
        input.Dimensions is [_, > 0, var rows, var columns] ? new InputLimits(shape.Channels, Free(rows), Free(columns)) : InputLimits.Only(shape);

    private static int? Free(long dimension) => dimension > 0 ? (int)dimension : null;
}
