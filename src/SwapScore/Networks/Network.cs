using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SwapScore.Networks;

/// <summary>
/// An immutable graph of operations in the order of their computation. A network holds no weights and no state: weights are a
/// function of (network, initialiser, seed). Built by <see cref="NetworkBuilder"/>.
/// </summary>
public sealed class Network : IEquatable<Network>
{
    private readonly Lazy<string> _hash;

    // Sizes of a network need no such comparison of its nodes, which takes as long as building it.
    private readonly Lazy<ImmutableArray<int>> _canonical;

    internal Network(string name, ImmutableArray<Node> nodes, ImmutableArray<Node> outputs, ImmutableArray<Node> blocks = default)
    {
        Name = name;
        Nodes = nodes;
        Outputs = outputs;
        Blocks = blocks.IsDefault ? [] : blocks;
        _canonical = new Lazy<ImmutableArray<int>>(() => ValueNumbering.Compute(nodes));
        _hash = new Lazy<string>(ComputeHash);
    }

    /// <summary>Name for people; not part of equality.</summary>
    public string Name { get; }

    /// <summary>All nodes; every node comes after its inputs.</summary>
    public ImmutableArray<Node> Nodes { get; }

    /// <summary>The nodes whose values are the network's result.</summary>
    public ImmutableArray<Node> Outputs { get; }

    /// <summary>
    /// The last node of every block, in the order of the network: the stem and the cells, or what else its builder calls a block. None where the builder
    /// does not say. Not part of equality.
    /// </summary>
    internal ImmutableArray<Node> Blocks { get; }

    /// <summary>The input nodes.</summary>
    public IEnumerable<Node> Inputs => Nodes.Where(node => node.Operation is Operations.Input);

    /// <summary>The activations SWAP-Score records: ReLU, GELU and SiLU outside auxiliary heads, and ReLU6 and HardSwish.</summary>
    /// <remarks>The first three are the modules hooked by the published code; LeakyReLU and tanh are not among them (definitions of SWAP-Score, §III).</remarks>
    public IEnumerable<Node> Activations => Nodes.Where(node => node.IsSwapActivation);

    /// <summary>Trainable parameters, auxiliary heads excluded, classifiers included.</summary>
    public long Parameters => Nodes.Where(node => !node.IsAuxiliary).Sum(node => node.ParameterCount);

    /// <summary>Those of <see cref="Parameters"/> that are embeddings of tokens, places and token types.</summary>
    public long EmbeddingParameters => Nodes.Where(node => !node.IsAuxiliary)
        .Sum(node => node.Operation switch { Operations.TokenEmbedding => node.ParameterCount, Operations.Foreign foreign => foreign.Embeddings, _ => 0 });

    /// <summary>Trainable parameters of auxiliary heads.</summary>
    public long AuxiliaryParameters => Nodes.Where(node => node.IsAuxiliary).Sum(node => node.ParameterCount);

    /// <summary>
    /// V of the paper: values of all recorded activations for one sample. An activation recorded twice counts twice, as in the
    /// published code.
    /// </summary>
    public long Neurons => Activations.Sum(node => node.Shape.Count);

    /// <summary>Like <see cref="Neurons"/>, but activations that are equal by construction (ReLU of the same tensor) count once.</summary>
    public long DistinctNeurons => Activations.DistinctBy(node => Canonical[node.Index]).Sum(node => node.Shape.Count);

    /// <summary>
    /// Whether nothing but zeros lies between the inputs and the outputs: such a network can be run and scored, but its score says nothing
    /// of the samples.
    /// </summary>
    public bool IsCutOff
    {
        get
        {
            var reached = new bool[Nodes.Length];
            foreach (var node in Nodes)
                reached[node.Index] = node.Operation is Operations.Input
                    || (node.Operation is not Operations.Zero && node.Inputs.Any(input => reached[input.Index]));
            return !Outputs.Any(output => reached[output.Index]);
        }
    }

    /// <summary>SHA-256 of the structure (operations, settings, roles, wiring, sharing) in hexadecimal; names play no part. It is the same in every culture.</summary>
    public string Hash => _hash.Value;

    /// <summary>For every node, the index of the first node that computes the same value.</summary>
    public ImmutableArray<int> Canonical => _canonical.Value;

    /// <summary>Multiply-adds of one sample, auxiliary heads excluded.</summary>
    public long Flops() => Flops(FlopConvention.MultiplyAdds);

    /// <summary>Floating-point operations of one sample, auxiliary heads excluded.</summary>
    /// <param name="convention">How to count.</param>
    internal long Flops(FlopConvention convention) =>
        Nodes.Where(node => !node.IsAuxiliary && (convention != FlopConvention.Table || node.WeightOwner == node))
            .Sum(node => node.Operation.Flops(node.InputShapes, node.Shape, convention));

    /// <summary>The whole graph as text, one node per line, for reading and comparing.</summary>
    public string Dump()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"network {Name}: {Nodes.Length} nodes, {Parameters} parameters, ")
            .Append(CultureInfo.InvariantCulture, $"{Flops()} multiply-adds, {Neurons} neurons ({DistinctNeurons} distinct)\n");
        foreach (var node in Nodes)
            text.Append(node).Append('\n');
        text.Append($"outputs: {string.Join(", ", Outputs.Select(node => $"%{node.Index}"))}\n");
        return text.ToString();
    }

    /// <inheritdoc/>
    public bool Equals(Network? other) => other is not null && Hash == other.Hash;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Network);

    /// <inheritdoc/>
    public override int GetHashCode() => Hash.GetHashCode(StringComparison.Ordinal);

    /// <summary>Name and size.</summary>
    public override string ToString() => $"{Name} ({Nodes.Length} nodes, {Parameters} parameters)";

    private string ComputeHash()
    {
        var text = new StringBuilder();
        var parameters = 0;
        foreach (var node in Nodes)
        {
            text.Append(node.Operation.Name);
            foreach (var field in node.Operation.Fields)
            {
                // The length before it keeps a text that holds separators apart from two fields.
                var value = Convert.ToString(field, CultureInfo.InvariantCulture) ?? "";
                text.Append(CultureInfo.InvariantCulture, $" {value.Length}:{value}");
            }

            text.Append(CultureInfo.InvariantCulture, $"|{node.Role}|{node.WeightOwner.Index}");

            // Where a part has been left out, the weights that follow are those of other streams.
            if (node.WeightOwner == node && !node.Parameters.IsEmpty)
            {
                if (node.FirstParameter != parameters) text.Append(CultureInfo.InvariantCulture, $"@{node.FirstParameter}");
                parameters = node.FirstParameter + node.Parameters.Length;
            }

            foreach (var input in node.Inputs)
                text.Append(CultureInfo.InvariantCulture, $",{input.Index}");
            text.Append('\n');
        }

        text.AppendJoin(',', Outputs.Select(node => node.Index.ToString(CultureInfo.InvariantCulture)));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
