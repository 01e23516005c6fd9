using System.Collections.Immutable;
using System.Runtime.InteropServices;
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
        var first = new Dictionary<Key, int>(nodes.Length);
        foreach (var node in nodes)
        {
            var inputs = InputsOf(node);
            if (node.Operation is Add)
            {
                inputs = [.. inputs.Where(input => nodes[input].Operation is not Zero).DefaultIfEmpty(inputs[0])];
                if (inputs.Length == 1)
                {
                    canonical.Add(inputs[0]);
                    continue;
                }
            }

            ref var same = ref CollectionsMarshal.GetValueRefOrAddDefault(first, new Key(node, inputs), out var isKnown);
            if (!isKnown) same = node.Index;
            canonical.Add(same);
        }

        return canonical.MoveToImmutable();

        int[] InputsOf(Node node)
        {
            var inputs = new int[node.Inputs.Length];
            for (var i = 0; i < inputs.Length; i++)
                inputs[i] = canonical[node.Inputs[i].Index];
            return inputs;
        }
    }

    /// <summary>What a node computes: an operation, on which values, with whose weights. An input is like no other node; zeros are alike by their shape.</summary>
    private readonly struct Key(Node node, int[] inputs) : IEquatable<Key>
    {
        private readonly Operation _operation = node.Operation;
        private readonly int[] _inputs = node.Operation is Zero ? [] : inputs;
        private readonly Shape _zeros = node.Operation is Zero ? node.Shape : default;
        private readonly int _owner = node.Operation is Input or DropPath ? node.Index : node.Parameters.IsEmpty ? -1 : node.WeightOwner.Index;

        public bool Equals(Key other) => _owner == other._owner && _zeros == other._zeros && _inputs.AsSpan().SequenceEqual(other._inputs)
            && (_operation is Zero ? other._operation is Zero : _operation.Equals(other._operation));

        public override bool Equals(object? obj) => obj is Key other && Equals(other);

        public override int GetHashCode()
        {
            var hash = new HashCode();
            hash.Add(_operation.GetType());
            hash.Add(_owner);
            hash.Add(_zeros);
            foreach (var input in _inputs)
                hash.Add(input);
            return hash.ToHashCode();
        }
    }
}
