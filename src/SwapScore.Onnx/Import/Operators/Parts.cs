using SwapScore.Networks.Operations;
using SwapScore.Onnx.Graphs;
using SwapScore.Onnx.Schema;

namespace SwapScore.Onnx.Import.Operators;

/// <summary>Values put together and taken apart, and zeros.</summary>
internal static class Parts
{
    public static ImportStep? Find(ImportPlace place)
    {
        var (graph, node, output) = place;
        if (!Attributes.IsStandard(node.Domain)) return null;
        switch (node.OpType)
        {
            case "Concat":
                if (node.Input.Any(input => graph.Constant(input) is not null)) throw Refusal.At(node, "it puts a constant beside a value");
                return new ImportStep([.. node.Input], scope => Concatenate(scope, node));
            case "Slice":
                return new ImportStep([node.Input[0]], scope => Slice(scope, node));
            case "Split":
                return new ImportStep([node.Input[0]], scope => Split(scope, node, output));
            case "ConstantOfShape" when Samples(graph, node) is { } samples:
                if (node.Find("value")?.T is { } value && Reading.TensorValues.Scalar(value) is not 0) throw Refusal.At(node, "it gives other numbers than zeros");
                return new ImportStep([samples], scope => Zeros(scope, samples, output));
            default:
                return null;
        }
    }

    private static ImportedValue Concatenate(ImportScope scope, NodeProto node)
    {
        var first = scope.Value(node.Input[0]);
        var axis = Axis(scope, node.Integer("axis", 1), first.Dimensions.Length);
        var parts = node.Input.Select(input => scope.Value(input).WithChannels(scope.Builder, axis)).ToList();

        // One part may be of length 1 where others are longer: all lie as the one that has most.
        var places = parts.MaxBy(part => part.Places.Count(place => place >= 0))!.Places.ToArray();
        places[axis] = 0;
        var alike = parts.Select(part => part.At(scope.Builder, places)).ToList();
        var joined = alike.Count == 1 ? alike[0].Node : scope.Add(new Concatenation(), [.. alike.Select(part => part.Node)]);
        long[] dimensions = [.. first.Dimensions];
        dimensions[axis] = parts.Sum(part => part.Dimensions[axis]);
        return ImportedValue.Create(joined, dimensions, places);
    }

    private static ImportedValue Slice(ImportScope scope, NodeProto node)
    {
        var value = scope.Value(node.Input[0]);
        var (starts, ends) = (Setting("starts", 1), Setting("ends", 2));
        var axes = scope.Graph.Setting(node, "axes", 3) ?? [.. Enumerable.Range(0, starts.Count).Select(axis => (long)axis)];
        if (scope.Graph.Setting(node, "steps", 4) is { } steps && steps.Any(step => step != 1)) throw scope.Refuse("the engine takes parts without steps");
        var cropped = (Rows: 0, Columns: 0);
        foreach (var (i, given) in axes.Index())
        {
            var axis = Axis(scope, given, value.Dimensions.Length);
            var length = value.Dimensions[axis];
            var (start, end) = (Place(starts[i]), Place(ends[i]));
            if (end == length && value.Places[axis] == 1) cropped.Rows = (int)start;
            else if (end == length && value.Places[axis] == 2) cropped.Columns = (int)start;
            else value = Part(scope, value, axis, start, end);

            long Place(long place) => Math.Clamp(place < 0 ? place + length : place, 0, length);
        }

        return Crop(scope, value, cropped.Rows, cropped.Columns);

        IReadOnlyList<long> Setting(string name, int input) => scope.Graph.Setting(node, name, input) ?? throw scope.Refuse($"its {name} are computed");
    }

    private static ImportedValue Split(ImportScope scope, NodeProto node, string output)
    {
        var value = scope.Value(node.Input[0]);
        var axis = Axis(scope, node.Integer("axis", 0), value.Dimensions.Length);
        var count = node.Output.Count;
        var even = (value.Dimensions[axis] + count - 1) / count;
        var lengths = scope.Graph.Setting(node, "split", 1) ?? [.. Enumerable.Repeat(even, count)];
        var index = node.Output.IndexOf(output);
        var first = lengths.Take(index).Sum();
        return Part(scope, value, axis, first, Math.Min(value.Dimensions[axis], first + lengths[index]));
    }

    /// <summary>A part of one dimension: any channels, or rows and columns up to the last one.</summary>
    private static ImportedValue Part(ImportScope scope, ImportedValue value, int axis, long start, long end)
    {
        var length = value.Dimensions[axis];
        if ((start, end) == (0, length)) return value;
        if (start >= end) throw scope.Refuse("it takes an empty part");
        long[] dimensions = [.. value.Dimensions];
        dimensions[axis] = end - start;
        if (end == length && value.Places[axis] > 0) return Crop(scope, value, value.Places[axis] == 1 ? (int)start : 0, value.Places[axis] == 2 ? (int)start : 0);
        var x = value.WithChannels(scope.Builder, axis);
        return ImportedValue.Create(scope.Add(new ChannelSlice((int)start, (int)(end - start)), x.Node), dimensions, x.Places);
    }

    /// <summary>A value without its first rows and columns.</summary>
    private static ImportedValue Crop(ImportScope scope, ImportedValue value, int rows, int columns)
    {
        if ((rows, columns) == (0, 0)) return value;
        var dimensions = value.Dimensions.Select((length, axis) => length - (value.Places[axis] switch { 1 => rows, 2 => columns, _ => 0 })).ToArray();
        return ImportedValue.Create(scope.Add(new Crop(rows, columns), value.Node), dimensions, value.Places);
    }

    /// <summary>The value whose number of samples the zeros have.</summary>
    private static string? Samples(ImportGraph graph, NodeProto node) =>
        graph.Maker(node.Input[0], "Shape") is { } shape ? shape.Input[0]
        : graph.Maker(node.Input[0], "Concat") is { } dimensions ? dimensions.Input.Select(input => graph.Maker(input, "Shape")?.Input[0]).FirstOrDefault(value => value is not null)
        : null;

    private static ImportedValue Zeros(ImportScope scope, string samples, string output)
    {
        var x = scope.Value(samples).Node;
        if (!scope.Graph.Shapes.TryGetValue(output, out var shape) || shape.Length != 4) throw scope.Refuse("its dimensions depend on values, or are not those of a map");
        for (var stride = 1; stride <= Math.Max(x.Shape.Rows, x.Shape.Columns); stride++)
            if ((x.Shape.Rows + stride - 1) / stride == shape[2] && (x.Shape.Columns + stride - 1) / stride == shape[3])
                return Convolutions.OfMap(scope.Add(new Zero(stride) { Channels = (int)shape[1] }, x));
        throw scope.Refuse($"{shape[2]}×{shape[3]} zeros are no part of {x.Shape.Rows}×{x.Shape.Columns}");
    }

    private static int Axis(ImportScope scope, long axis, int rank) =>
        (int)(axis < 0 ? axis + rank : axis - 1) is >= 0 and var place ? place : throw scope.Refuse("it divides the dimension of the samples");
}
