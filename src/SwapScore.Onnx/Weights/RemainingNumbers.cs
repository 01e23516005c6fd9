using SwapScore.Onnx.Graphs;
using SwapScore.Onnx.Reading;
using SwapScore.Onnx.Schema;

namespace SwapScore.Onnx.Weights;

/// <summary>Finds the trained numbers that a score still depends on although weights are drawn: constants nothing is known of.</summary>
internal static class RemainingNumbers
{
    // Numbers this few are the mean or deviation of the colors of images.
    private const int Colors = 3;

    // Their real operands are settings.
    private static readonly HashSet<string> Settings = ["Clip", "NonMaxSuppression", "OneHot", "Pad", "Range", "Resize", "Shape", "Size", "Upsample"];

    /// <summary>Names of the constants, in the order they are read.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="weights">Its weights.</param>
    /// <param name="observed">Names of the values that are observed.</param>
    public static IReadOnlyList<string> Find(ModelGraph graph, IReadOnlyDictionary<string, Weight> weights, IEnumerable<string> observed) =>
    [
        .. graph.Needed(observed).Where(node => !Settings.Contains(node.OpType)).SelectMany(ModelGraph.Reads).Distinct().Select(name => graph.Constants.GetValueOrDefault(name)).OfType<TensorProto>().Where(constant => IsTrained(constant, weights)).Select(constant => constant.Name),
        .. graph.Needed(observed).SelectMany(node => node.Bodies()).SelectMany(Inside).Where(constant => IsTrained(constant, weights)).Select(constant => constant.Name).Distinct(),
    ];

    private static bool IsTrained(TensorProto constant, IReadOnlyDictionary<string, Weight> weights) =>
        ElementType.IsReal(constant.DataType) && constant.Count() > Colors && !FixedConstants.IsMask(constant) && !FixedConstants.IsPattern(constant)
        && !(weights.TryGetValue(constant.Name, out var weight) && weight.Role != WeightRole.Other);

    /// <summary>The constants of a body and of those inside it.</summary>
    private static IEnumerable<TensorProto> Inside(GraphProto body)
    {
        foreach (var constant in body.Initializer) yield return constant;
        foreach (var node in body.Node)
        {
            if (node.Is("Constant") && ConstantNode.Value(node) is { } value)
            {
                var named = value.Clone();
                named.Name = node.Output[0];
                yield return named;
            }

            foreach (var inner in node.Bodies())
                foreach (var constant in Inside(inner)) yield return constant;
        }
    }
}
