using SwapScore.Networks;
using SwapScore.Onnx.Graphs;
using SwapScore.Onnx.Reading;
using SwapScore.Onnx.Weights;
using SwapScore.Randomness;
using SwapScore.Weights;

namespace SwapScore.Onnx.Import;

/// <summary>Gives an imported network the weights of its model in one repeat: the very numbers that ONNX Runtime would be given.</summary>
/// <param name="model">The imported model.</param>
/// <param name="graph">The model's graph.</param>
/// <param name="draw">Draws the weights, or keeps those of the file.</param>
internal sealed class ModelInitializer(ImportedModel model, ModelGraph graph, WeightDraw draw) : IInitializer
{
    /// <inheritdoc/>
    public string Name => "model";

    /// <summary>The repeat's stream of randomness. Streams of parameters play no part: a model's weights have streams of their own.</summary>
    public RandomKey Repeat { get; set; }

    /// <inheritdoc/>
    public void Fill(Node node, Parameter parameter, RandomKey key, Span<float> values)
    {
        var view = model.Weights[(node, parameter.Role)];
        if (view.Constant is { } constant) view.Copy(TensorValues.Reals(draw.Drawn(graph.Constants[constant], Repeat)), values);
        else values.Fill(view.Number);
    }
}
