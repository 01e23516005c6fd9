using Google.Protobuf.Collections;
using SwapScore.Networks.Operations;
using SwapScore.Onnx.Graphs;
using SwapScore.Onnx.Schema;

namespace SwapScore.Onnx.Import.Operators;

/// <summary>Sums and products of values, products with constants, softmax.</summary>
internal static class Arithmetic
{
    public static ImportStep? Find(ImportPlace place)
    {
        var (graph, node, _) = place;
        if (!Attributes.IsStandard(node.Domain)) return null;
        var constant = node.Input.FirstOrDefault(input => graph.Constant(input) is not null || graph.Number(input) is not null);
        switch (node.OpType)
        {
            case "Add" or "Sum" when constant is null:
                return new ImportStep([.. node.Input], scope => Sum(scope, node.Input));
            case "Sub" when constant is null:
                return new ImportStep([.. node.Input], scope =>
                {
                    var (first, second) = Alike(scope, scope.Value(node.Input[0]), scope.Value(node.Input[1]));
                    return first.With(scope.Add(new Add(), first.Node, scope.Builder.Scaling(second.Node, -1)));
                });
            case "Mul" or "Div" when constant is not null && graph.Number(constant) is { } number && (node.OpType == "Mul" || node.Input[1] == constant):
                var other = node.Input[0] == constant ? node.Input[1] : node.Input[0];
                return new ImportStep([other], scope => scope.Value(other) is var x ? x.With(scope.Builder.Scaling(x.Node, (float)(node.OpType == "Mul" ? number : 1 / number))) : x);
            case "Neg":
                return new ImportStep([node.Input[0]], scope => scope.Value(node.Input[0]) is var x ? x.With(scope.Builder.Scaling(x.Node, -1)) : x);
            case "Pow" when graph.Number(node.Input[1]) is 2:
                return new ImportStep([node.Input[0]], scope => scope.Value(node.Input[0]) is var x ? x.With(scope.Add(new Multiply(), x.Node, x.Node)) : x);
            case "Mul" when constant is null:
                return new ImportStep([.. node.Input], scope => Product(scope, scope.Value(node.Input[0]), scope.Value(node.Input[1])));
            case "Softmax":
                return new ImportStep([node.Input[0]], scope => Softmax(scope, node));
            case "Add" or "Sub" or "Mul" or "Div" or "Sum":
                throw Refusal.At(node, $"the engine has no {(node.OpType is "Mul" or "Div" ? "products" : "sums")} of values with constants but the bias of a map");
            default:
                return null;
        }
    }

    private static ImportedValue Sum(ImportScope scope, RepeatedField<string> terms)
    {
        // As few values as possible are moved in memory: products of matrices may lie either way.
        var values = terms.Select(scope.Value).ToList();
        var first = values.MinBy(one => values.Count(other => !other.LiesAs([.. one.Order])))!;
        var nodes = values.ConvertAll(value => Alike(scope, first, value).Second.Node);
        return first.With(scope.Add(new Add(), nodes));
    }

    private static ImportedValue Product(ImportScope scope, ImportedValue first, ImportedValue second)
    {
        if (first.Dimensions.SequenceEqual(second.Dimensions))
        {
            var (a, b) = Alike(scope, first, second);
            return a.With(scope.Add(new Multiply(), a.Node, b.Node));
        }

        // One number per channel, which weighs all its rows and columns.
        var (map, gate) = first.Node.Shape.Count >= second.Node.Shape.Count ? (first, second) : (second, first);
        if (map.Dimensions.Length != gate.Dimensions.Length || map.Dimensions[0] != gate.Dimensions[0] || gate.Dimensions.Skip(1).Any(length => length != 1))
            throw scope.Refuse("its factors have different dimensions, and neither is one number per channel");
        var x = map.WithChannels(scope.Builder, 0);
        return x.With(scope.Add(new Multiply(), x.Node, gate.WithChannels(scope.Builder, 0).Node));
    }

    private static ImportedValue Softmax(ImportScope scope, NodeProto node)
    {
        var value = scope.Value(node.Input[0]);
        var rank = value.Dimensions.Length;

        // Before version 13 of the standard all dimensions from an axis on are summed over; of the last one that is the same.
        var axis = (int)node.Integer("axis", scope.Graph.Opset < 13 ? 1 : -1);
        axis = axis < 0 ? axis + rank : axis - 1;
        if (axis < 0 || (scope.Graph.Opset < 13 && axis != rank - 1)) throw scope.Refuse("the engine computes a softmax of one dimension");
        if (value.Dimensions[axis] == 1) throw scope.Refuse("it has one value alone");
        if (value.Places[axis] is 1 or 2) return value.With(scope.Add(new Softmax(value.Places[axis] == 1), value.Node));

        // The last dimension in memory may lie along the columns, the one before it along the rows.
        var order = value.Order.ToList();
        var places = new int[rank];
        foreach (var (place, other) in order.Index()) places[other] = place + 3 - order.Count;
        if (order.Count == 3) (places[order[0]], places[order[1]], places[order[2]]) = (1, 0, 2);
        var x = value.At(scope.Builder, places);
        return x.With(scope.Add(new Softmax(x.Places[axis] == 1), x.Node));
    }

    /// <summary>Two values of the same dimensions, each at the same place.</summary>
    private static (ImportedValue First, ImportedValue Second) Alike(ImportScope scope, ImportedValue first, ImportedValue second)
    {
        if (!first.Dimensions.SequenceEqual(second.Dimensions))
            throw scope.Refuse($"it joins values of {string.Join('×', first.Dimensions)} and {string.Join('×', second.Dimensions)}, which the engine does not repeat");
        return (first, second.At(scope.Builder, first.Places));
    }
}
