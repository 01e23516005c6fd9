using System.Collections.Immutable;
using System.Globalization;
using SwapScore.Networks.Operations;

namespace SwapScore.Networks;

/// <summary>
/// Finds nodes that compute the same value: the same operation on the same values with the same weights. A cell whose operations
/// all begin with the ReLU of one state computes that ReLU once; zeros added to a sum change nothing.
/// </summary>
internal static class ValueNumbering
{
    /// <summary>For every node, the index of the first node that computes the same value.</summary>
    public static ImmutableArray<int> Compute(ImmutableArray<Node> nodes)
    {
        var canonical = ImmutableArray.CreateBuilder<int>(nodes.Length);
        var first = new Dictionary<Key, int>();
        foreach (var node in nodes)
        {
            var inputs = node.Inputs.Select(input => canonical[input.Index]).ToArray();
            if (node.Operation is Add)
            {
                inputs = [.. inputs.Where(input => nodes[input].Operation is not Zero).DefaultIfEmpty(inputs[0])];
                if (inputs.Length == 1)
                {
                    canonical.Add(inputs[0]);
                    continue;
                }
            }

            var key = KeyOf(node, inputs);
            canonical.Add(first.TryGetValue(key, out var same) ? same : first[key] = node.Index);
        }

        return canonical.MoveToImmutable();
    }

    private static Key KeyOf(Node node, int[] inputs) => node.Operation switch
    {
        Input or DropPath => new Key(node.Operation, node.Index.ToString(CultureInfo.InvariantCulture)),
        Zero => new Key(new Zero(), node.Shape.ToString()),
        _ => new Key(node.Operation, $"{(node.Parameters.IsEmpty ? "" : node.WeightOwner.Index)}({string.Join(',', inputs)})"),
    };

    private readonly record struct Key(Operation Operation, string Operands);
}
