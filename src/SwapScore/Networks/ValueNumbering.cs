using System.Collections.Immutable;

namespace SwapScore.Networks;

/// <summary>
/// Finds nodes that compute the same value: the same operation on the same values with the same weights. A cell whose operations
/// all begin with the ReLU of one state computes that ReLU once.
/// </summary>
internal static class ValueNumbering
{
    /// <summary>For every node, the index of the first node that computes the same value.</summary>
    public static ImmutableArray<int> Of(ImmutableArray<Node> nodes)
    {
        var canonical = ImmutableArray.CreateBuilder<int>(nodes.Length);
        var first = new Dictionary<Key, int>();
        foreach (var node in nodes)
        {
            var key = new Key(
                node.Operation,
                node.Parameters.IsEmpty ? -1 : node.WeightOwner.Index,
                node.Operation is Operations.Input ? node.Index.ToString() : string.Join(',', node.Inputs.Select(i => canonical[i.Index])));
            canonical.Add(first.TryGetValue(key, out var same) ? same : first[key] = node.Index);
        }

        return canonical.MoveToImmutable();
    }

    private readonly record struct Key(Operation Operation, int Weights, string Inputs);
}
