using SwapScore.Onnx.Graphs;
using SwapScore.Onnx.Schema;
using SwapScore.Onnx.Weights;

namespace SwapScore.Onnx.Running;

/// <summary>Refuses models whose score would not be one number: they draw random numbers, or keep trained ones where they cannot be drawn anew.</summary>
internal static class Refusals
{
    // The operand of those in training mode says so; without it they do nothing.
    private static readonly Dictionary<string, int> TrainingOperand = new() { ["Dropout"] = 2, ["BitmaskDropout"] = 2, ["BiasDropout"] = 4, ["BitmaskBiasDropout"] = 4 };

    private static readonly HashSet<string> Random = ["Bernoulli", "Multinomial", "RandomNormal", "RandomNormalLike", "RandomUniform", "RandomUniformLike", "SampleOp"];

    /// <summary>Checks the nodes that observed values depend on.</summary>
    /// <param name="nodes">The nodes.</param>
    /// <param name="graph">The graph they are of.</param>
    /// <param name="initialization">Which weights are used.</param>
    /// <exception cref="InputException">One of them cannot be scored.</exception>
    public static void Require(IEnumerable<NodeProto> nodes, ModelGraph graph, WeightInitialization initialization)
    {
        foreach (var node in nodes)
        {
            // ONNX Runtime does not look before it reads the dimensions of weights of its own operations.
            if (!Attributes.IsStandard(node.Domain))
                foreach (var (input, role) in WeightOperands.AllOf(node))
                    if (role is WeightRole.Convolution or WeightRole.Linear && input < node.Input.Count && graph.Constants.GetValueOrDefault(node.Input[input]) is { Dims.Count: < 2 } weight)
                        throw new InputException($"{node.Label()} reads {weight.Name} of {weight.Dims.Count} dimensions as a matrix of weights");
            if (Random.Contains(node.OpType) || (TrainingOperand.TryGetValue(node.OpType, out var operand) && node.Input.Count > operand && node.Input[operand].Length > 0))
                throw new InputException($"{node.Label()} draws random numbers while it runs, so that every run would give another score", "export the model in inference mode, without sampling");
            if (initialization != WeightInitialization.Keep && WeightOperands.InSettings.Contains(node.OpType))
                throw new InputException($"{node.Label()} keeps trained numbers among its settings, where they cannot be drawn anew", Remedy.KeepWeights());
            foreach (var body in node.Bodies()) Require(body.Node, graph, initialization);
        }
    }

    /// <summary>The fault of an activation that has more values for some samples than for others.</summary>
    /// <param name="activation">Its name.</param>
    public static InputException VaryingLength(string activation) =>
        new($"how many values {activation} has depends on the sample, so that samples have no patterns in common");
}
