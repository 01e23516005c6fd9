using SwapScore.Networks;
using SwapScore.Networks.Operations;

namespace SwapScore.Engine.Backward;

/// <summary>What a backward pass needs of a forward pass.</summary>
internal static class GradientNeeds
{
    /// <summary>What the gradient by the value of each node is needed for.</summary>
    /// <param name="network">The network.</param>
    /// <param name="options">What is asked for.</param>
    /// <param name="inputsOf">The nodes a node reads.</param>
    /// <returns>By node.</returns>
    public static GradientKinds[] Find(Network network, BackwardOptions options, Func<Node, IEnumerable<Node>> inputsOf)
    {
        var needs = new GradientKinds[network.Nodes.Length];
        foreach (var node in network.Nodes)
        {
            var kinds = node.Operation is Zero or TokenEmbedding ? GradientKinds.None : inputsOf(node).Aggregate(GradientKinds.None, (kinds, input) => kinds | needs[input.Index]);
            if (node.Operation is Input) kinds |= GradientKinds.Input;
            if (node.Parameters.Any(Has)) kinds |= GradientKinds.Weights;
            if (HasProducts(node)) kinds |= GradientKinds.Products;
            if (options.IsObserved(node) || options.IsShown(node) || options.Restarts.Contains(node)) kinds |= GradientKinds.Observed;
            needs[node.Index] = kinds & options.Kinds;
        }

        return needs;
    }

    /// <summary>Whether a parameter's gradient is computed.</summary>
    public static bool Has(Parameter parameter) => parameter.Role is ParameterRole.ConvolutionWeight or ParameterRole.TransposedConvolutionWeight
        or ParameterRole.LinearWeight or ParameterRole.Scale or ParameterRole.PositionEmbedding;

    /// <summary>Whether a node's products of value and gradient are summed.</summary>
    public static bool HasProducts(Node node) => node.Operation is Convolution or Linear;

    /// <summary>Whether the gradient reads what the operation has read.</summary>
    public static bool ReadsInputs(Node node) => node.Operation is Convolution or TransposedConvolution or Linear or BatchNormalization or LayerNormalization
        or MaxPooling or MatrixProduct or Multiply or SpanConvolution
        or ActivationFunction { Kind: FunctionKind.Gelu or FunctionKind.Silu or FunctionKind.HardSwish } or ActivationFunction { Kind: FunctionKind.LeakyRelu, Setting: <= 0 };

    /// <summary>Whether the gradient reads what the operation has made.</summary>
    public static bool ReadsOutput(Node node, GradientKinds kinds) =>
        node.Operation is ActivationFunction { Kind: FunctionKind.Relu or FunctionKind.CappedRelu or FunctionKind.HardSigmoid or FunctionKind.Sigmoid or FunctionKind.Tanh }
            or ActivationFunction { Kind: FunctionKind.LeakyRelu, Setting: > 0 } or Softmax || (kinds.HasFlag(GradientKinds.Products) && HasProducts(node));
}
