using System.Collections.Immutable;

namespace SwapScore.Networks;

/// <summary>One step of a network: an operation applied to the outputs of earlier nodes.</summary>
public sealed class Node
{
    internal Node(int index, int firstParameter, string name, NodeRole role, Operation operation, ImmutableArray<Node> inputs, Node? sharesWith)
    {
        Index = index;
        Name = name;
        Role = role;
        Operation = operation;
        Inputs = inputs;
        InputShapes = [.. inputs.Select(input => input.Shape)];
        Shape = operation.Infer(InputShapes);
        Parameters = [.. operation.Parameters(InputShapes)];
        WeightOwner = sharesWith?.WeightOwner ?? this;
        FirstParameter = sharesWith?.FirstParameter ?? firstParameter;
    }

    /// <summary>Position in <see cref="Network.Nodes"/>; inputs always come first.</summary>
    public int Index { get; }

    /// <summary>Unique name, parts separated by dots: <c>cell0.node2.left.relu</c>.</summary>
    public string Name { get; }

    /// <summary>The part it plays in the network.</summary>
    public NodeRole Role { get; }

    /// <summary>The operation of the node.</summary>
    public Operation Operation { get; }

    /// <summary>The nodes it reads.</summary>
    public ImmutableArray<Node> Inputs { get; }

    /// <summary>The shapes of <see cref="Inputs"/>.</summary>
    public ImmutableArray<Shape> InputShapes { get; }

    /// <summary>Shape of its output for one sample.</summary>
    public Shape Shape { get; }

    /// <summary>Its parameter tensors; those of a sharing node are values of <see cref="WeightOwner"/>.</summary>
    public ImmutableArray<Parameter> Parameters { get; }

    /// <summary>The node that owns the weights: this one, unless a module is used several times.</summary>
    public Node WeightOwner { get; }

    /// <summary>
    /// Running number of the first of its parameters among all of the network: the index that names their streams of randomness.
    /// </summary>
    public int FirstParameter { get; }

    /// <summary>Whether the node belongs to an auxiliary head, which no metric counts.</summary>
    public bool IsAuxiliary => Role == NodeRole.Auxiliary;

    /// <summary>
    /// Whether SWAP-Score records it outside an auxiliary head: ReLU, GELU or SiLU, as the published code hooks modules; ReLU6 and HardSwish, which networks for
    /// phones have in their places; and whatever was chosen of another runtime.
    /// </summary>
    internal bool IsSwapActivation => !IsAuxiliary && Operation is Operations.ForeignActivation or Operations.ActivationFunction
    {
        Kind: Operations.FunctionKind.Relu or Operations.FunctionKind.Gelu or Operations.FunctionKind.Silu or Operations.FunctionKind.CappedRelu or Operations.FunctionKind.HardSwish,
    };

    /// <summary>Whether it is of the family of ReLU, which NWOT and its kin count.</summary>
    internal bool IsRectifier => Operation is Operations.ActivationFunction { Kind: Operations.FunctionKind.Relu or Operations.FunctionKind.LeakyRelu or Operations.FunctionKind.CappedRelu } or Operations.ForeignActivation { IsRectifier: true };

    /// <summary>Number of trainable values this node owns; 0 when it uses another node's.</summary>
    public long ParameterCount => WeightOwner == this ? Parameters.Where(parameter => parameter.IsTrainable).Sum(p => p.Count) : 0;

    /// <summary>One line: index, name, operation, inputs, output shape.</summary>
    public override string ToString()
    {
        var settings = Operation.Settings.Length == 0 ? "" : $" {Operation.Settings}";
        var inputs = string.Join(", ", Inputs.Select(input => $"%{input.Index}"));
        var shared = WeightOwner == this ? "" : $" (weights of %{WeightOwner.Index})";
        return $"%{Index} {Name} = {Operation.Name}{settings}({inputs}) -> {Shape}{shared}";
    }
}
