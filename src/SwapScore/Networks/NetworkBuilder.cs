using static System.FormattableString;

namespace SwapScore.Networks;

/// <summary>Builds a <see cref="Network"/> node by node; shapes are inferred and checked as nodes are added.</summary>
/// <example><code>
/// var builder = new NetworkBuilder("toy");
/// var x = builder.Input(new Shape(3, 32, 32));
/// x = builder.Relu(builder.BatchNormalization(builder.Convolution(x, 16, 3, padding: 1)));
/// var network = builder.Build(x);
/// </code></example>
public sealed partial class NetworkBuilder
{
    /// <summary>The largest graph that is accepted.</summary>
    public const int MaximumNodes = 100_000;

    private readonly State _state;
    private readonly string _prefix;
    private readonly NodeRole _role;

    /// <summary>Starts an empty network.</summary>
    /// <param name="name">Name for people.</param>
    public NetworkBuilder(string name)
        : this(new State(name), "", NodeRole.Body)
    {
    }

    private NetworkBuilder(State state, string prefix, NodeRole role) => (_state, _prefix, _role) = (state, prefix, role);

    /// <summary>The same builder, with all further names prefixed by <c>scope.</c>.</summary>
    /// <param name="scope">Name of the part being built, for example <c>cell3</c>.</param>
    public NetworkBuilder Within(string scope) => new(_state, $"{_prefix}{scope}.", _role);

    /// <summary>The same builder, whose further nodes play another role.</summary>
    /// <param name="role">The part they play.</param>
    public NetworkBuilder As(NodeRole role) => new(_state, _prefix, role);

    /// <summary>Adds a node.</summary>
    /// <param name="operation">What it computes.</param>
    /// <param name="inputs">The nodes it reads; all of this builder.</param>
    /// <param name="name">Name within the scope; the operation's name by default. A name in use gets a number.</param>
    /// <param name="sharesWith">A node of the same operation whose weights this one uses too.</param>
    /// <returns>The new node.</returns>
    /// <exception cref="NetworkException">The inputs do not fit the operation.</exception>
    public Node Add(Operation operation, IReadOnlyList<Node> inputs, string? name = null, Node? sharesWith = null)
    {
        ArgumentNullException.ThrowIfNull(operation);
        ArgumentNullException.ThrowIfNull(inputs);
        var fullName = Unique(_prefix + (name ?? operation.Name));
        if (_state.Nodes.Count == MaximumNodes)
            throw new NetworkException($"{_state.Name}: more than {MaximumNodes} nodes");
        if (operation.Arity is { } arity ? inputs.Count != arity : inputs.Count == 0)
            throw new NetworkException(Invariant($"{fullName}: {operation.Name} takes {operation.Arity?.ToString() ?? "one or more"} inputs, not {inputs.Count}"));
        if (inputs.FirstOrDefault(input => !IsOwn(input)) is { } foreign)
            throw new NetworkException($"{fullName}: input {foreign.Name} is a node of another network");

        Node node;
        try
        {
            node = new Node(_state.Nodes.Count, _state.Parameters, fullName, _role, operation, [.. inputs], sharesWith);
        }
        catch (NetworkException fault)
        {
            throw new NetworkException($"{fullName}: {fault.Message}");
        }

        if (sharesWith is not null && (!IsOwn(sharesWith) || sharesWith.Operation != operation || !sharesWith.Parameters.SequenceEqual(node.Parameters)))
            throw new NetworkException($"{fullName}: cannot share the weights of {sharesWith.Name}, which is not the same operation on the same channels");

        _state.Nodes.Add(node);
        if (node.WeightOwner == node) _state.Parameters += node.Parameters.Length;
        _state.Names.Add(fullName);
        return node;
    }

    /// <summary>Computes once more, with the same modules and weights, what leads from one node to another.</summary>
    /// <param name="input">Where the part begins.</param>
    /// <param name="output">Where it ends; depends on the input.</param>
    /// <param name="replacement">What is read instead of the input; of the same shape.</param>
    /// <returns>The counterpart of the output.</returns>
    /// <exception cref="NetworkException">The output does not depend on the input, or the replacement does not fit.</exception>
    public Node Again(Node input, Node output, Node replacement)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(replacement);
        var copies = new Dictionary<Node, Node> { [input] = replacement };
        for (var index = input.Index + 1; index <= output.Index; index++)
        {
            var node = _state.Nodes[index];
            if (node.Inputs.Any(copies.ContainsKey))
                copies[node] = As(node.Role).Add(node.Operation, [.. node.Inputs.Select(source => copies.GetValueOrDefault(source, source))], node.Name, node);
        }

        return copies.GetValueOrDefault(output) ?? throw new NetworkException($"{output.Name} does not depend on {input.Name}");
    }

    /// <summary>
    /// Leaves a part out. Nothing is added, but the nodes that follow draw their weights from the streams they would have with the part before
    /// them: networks that differ in the part have all other weights in common.
    /// </summary>
    /// <param name="part">Adds the part to the builder it is given.</param>
    /// <exception cref="NetworkException">The part does not fit.</exception>
    public void LeaveOut(Action<NetworkBuilder> part)
    {
        ArgumentNullException.ThrowIfNull(part);
        var present = _state.Nodes.Count;
        part(this);
        _state.Names.ExceptWith(_state.Nodes.Skip(present).Select(node => node.Name));
        _state.Nodes.RemoveRange(present, _state.Nodes.Count - present);
        _state.Blocks.RemoveAll(node => !IsOwn(node));
    }

    /// <summary>Notes that a block of the network ends here: its stem, a cell.</summary>
    /// <param name="last">The node whose values the next block reads.</param>
    /// <returns>That node.</returns>
    internal Node EndBlock(Node last)
    {
        _state.Blocks.Add(last);
        return last;
    }

    /// <summary>Finishes the network.</summary>
    /// <param name="outputs">The nodes whose values are its result; at least one.</param>
    /// <exception cref="NetworkException">No output, or one of another network.</exception>
    public Network Build(params IReadOnlyList<Node> outputs)
    {
        ArgumentNullException.ThrowIfNull(outputs);
        if (outputs.Count == 0 || !outputs.All(IsOwn))
            throw new NetworkException($"{_state.Name}: a network needs at least one output, and only its own nodes can be outputs");
        return new Network(_state.Name, [.. _state.Nodes], [.. outputs], [.. _state.Blocks]);
    }

    private bool IsOwn(Node node) => node.Index < _state.Nodes.Count && ReferenceEquals(_state.Nodes[node.Index], node);

    private string Unique(string name)
    {
        if (!_state.Names.Contains(name)) return name;
        var number = 2;
        while (_state.Names.Contains($"{name}{number}"))
            number++;
        return $"{name}{number}";
    }

    private sealed record State(string Name)
    {
        public List<Node> Nodes { get; } = [];

        public HashSet<string> Names { get; } = [];

        public List<Node> Blocks { get; } = [];

        public int Parameters { get; set; }
    }
}
