using SwapScore.Networks;
using SwapScore.Onnx.Graphs;
using SwapScore.Onnx.Schema;

namespace SwapScore.Onnx.Import.Operators;

/// <summary>Other dimensions for the same values: transposed, merged, divided.</summary>
internal static class Shapes
{
    private const int Places = 3;

    public static ImportStep? Find(ImportPlace place)
    {
        var (graph, node, output) = place;
        if (!Attributes.IsStandard(node.Domain)) return null;
        if (node.OpType == "Reshape" && Shuffle(graph, node, output) is { } shuffle) return shuffle;
        return node.OpType switch
        {
            "Transpose" => new ImportStep([node.Input[0]], scope => Transpose(scope, node)),
            "Reshape" or "Flatten" or "Squeeze" or "Unsqueeze" => new ImportStep([node.Input[0]], scope => Reshape(scope, scope.Value(node.Input[0]), output)),
            "Cast" or "CastLike" => throw Refusal.At(node, "the engine computes in single precision alone"),
            _ => null,
        };
    }

    /// <summary>Channels in groups, of which the first of every group come first: a map of four dimensions on the way, which the engine has not.</summary>
    private static ImportStep? Shuffle(ImportGraph graph, NodeProto node, string output)
    {
        if (graph.Maker(node.Input[0], "Transpose") is not { } turned || turned.Integers("perm") is not [0, 2, 1, 3, 4] || graph.Maker(turned.Input[0], "Reshape") is not { } divided) return null;
        if (!graph.Shapes.TryGetValue(divided.Output[0], out var groups) || !graph.Shapes.TryGetValue(output, out var shape)) return null;
        if (groups.Length != 5 || shape.Length != 4 || groups[0] != graph.Samples || shape[0] != groups[0] || !groups.Skip(3).SequenceEqual(shape.Skip(2))) return null;
        return new ImportStep([divided.Input[0]], scope =>
        {
            var x = scope.Value(divided.Input[0], 0, 1, 2).Node;
            if (x.Shape.Channels != groups[1] * groups[2] || x.Shape.Rows != groups[3]) throw scope.Refuse("it divides more than the channels");
            var grouped = scope.Builder.Reshape(x, new Shape((int)groups[1], (int)groups[2], checked((int)x.Shape.Area)));
            return Convolutions.OfMap(scope.Builder.Reshape(scope.Builder.Transpose(grouped), x.Shape));
        });
    }

    private static ImportedValue Transpose(ImportScope scope, NodeProto node)
    {
        var value = scope.Value(node.Input[0]);
        var order = node.Integers("perm");
        if (order.Count != value.Dimensions.Length + 1 || order[0] != 0) throw scope.Refuse("it moves the dimension of the samples");
        ImportedValue Turn(ImportedValue x) => new(x.Node, [.. order.Skip(1).Select(axis => x.Dimensions[axis - 1])], [.. order.Skip(1).Select(axis => x.Places[axis - 1])]);
        return Turn(value) with { Turned = value.Turned is { } turned ? () => Turn(turned()) : null };
    }

    private static ImportedValue Reshape(ImportScope scope, ImportedValue value, string output)
    {
        if (!scope.Graph.Shapes.TryGetValue(output, out var shape)) throw scope.Refuse("its dimensions depend on values");
        if (shape.Length == 0 || shape[0] != scope.Graph.Samples) throw scope.Refuse("it merges the dimension of the samples with others");
        var dimensions = shape[1..];
        if (dimensions.SequenceEqual(value.Dimensions)) return value;
        var order = Order(value, dimensions);
        if (order is null && value.Turned is { } turned) order = Order(value = turned(), dimensions);

        // In the tensor's own order anything can be merged.
        order ??= Order(value = value.InOrder(scope.Builder, [.. Enumerable.Range(0, value.Dimensions.Length).Where(axis => value.Dimensions[axis] > 1)]), dimensions)!;
        if (order.Count > Places) throw scope.Refuse($"it gives {order.Count} dimensions longer than 1, where the engine has {Places}");
        var places = new int[dimensions.Length];
        for (var i = 0; i < order.Count; i++) places[order[i]] = order.Count == 2 ? 2 * i : i;
        int[] lengths = [1, 1, 1];
        foreach (var axis in order) lengths[places[axis]] = (int)dimensions[axis];
        return ImportedValue.Create(scope.Builder.Reshape(value.Node, new Shape(lengths[0], lengths[1], lengths[2])), dimensions, places);
    }

    /// <summary>The new dimensions longer than 1 in the order of memory; null where dimensions are merged that do not follow one another in memory.</summary>
    private static List<int>? Order(ImportedValue value, long[] dimensions)
    {
        var old = value.Order.ToList();
        var order = new List<int>();
        foreach (var (from, to) in Groups(value.Dimensions, dimensions).OrderBy(group => group.From.Count == 0 ? -1 : old.IndexOf(group.From[0])))
        {
            var first = from.Count == 0 ? 0 : old.IndexOf(from[0]);
            if (!from.SequenceEqual(old.Skip(first).Take(from.Count))) return null;
            order.AddRange(to);
        }

        return order;
    }

    /// <summary>Runs of old dimensions and of new ones that hold as many values, those of length 1 left out.</summary>
    private static IEnumerable<(List<int> From, List<int> To)> Groups(long[] from, long[] to)
    {
        var (i, j) = (0, 0);
        while (true)
        {
            while (i < from.Length && from[i] == 1) i++;
            while (j < to.Length && to[j] == 1) j++;
            if (i == from.Length || j == to.Length) yield break;
            var (left, right) = (new List<int> { i }, new List<int> { j });
            var (old, now) = (from[i++], to[j++]);
            while (old != now)
                if (old < now)
                {
                    old *= from[i];
                    if (from[i] > 1) left.Add(i);
                    i++;
                }
                else
                {
                    now *= to[j];
                    if (to[j] > 1) right.Add(j);
                    j++;
                }

            yield return (left, right);
        }
    }
}
