using SwapScore.Data;
using SwapScore.Networks;
using SwapScore.Onnx.Reading;
using SwapScore.Onnx.Samples;

namespace SwapScore.Onnx.Import;

/// <summary>A model as a network of the engine.</summary>
/// <param name="Network">The network; it ends in the first output of the model, a softmax at the end left out.</param>
/// <param name="Weights">Where its parameters come from.</param>
/// <param name="Input">The input of the model as the network's.</param>
internal sealed record ImportedModel(Network Network, IReadOnlyDictionary<(Node Node, ParameterRole Role), WeightView> Weights, ImportedValue Input)
{
    /// <summary>The samples as the network takes them.</summary>
    /// <param name="samples">Such as the model is fed.</param>
    public Batch ToBatch(ModelSamples samples)
    {
        var tensor = samples.Tensors[0];
        var given = TensorValues.Reals(tensor.Values, tensor.ElementType);
        var shape = Input.Node.Shape;
        if (Input.Order.SequenceEqual(Enumerable.Range(0, Input.Dimensions.Length).Where(axis => Input.Places[axis] >= 0)))
            return new Batch(shape, given, samples.Source, samples.Labels);
        var view = new WeightView("samples", [samples.Size, .. Input.Dimensions])
            .Transpose([0, .. Enumerable.Range(0, Input.Dimensions.Length).OrderBy(axis => Input.Places[axis]).Select(axis => axis + 1)]);
        var values = new float[given.Length];
        view.Copy(given, values);
        return new Batch(shape, values, samples.Source, samples.Labels);
    }
}
