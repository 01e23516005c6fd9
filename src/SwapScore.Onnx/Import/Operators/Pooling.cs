using SwapScore.Networks.Operations;
using SwapScore.Onnx.Graphs;
using SwapScore.Onnx.Schema;

namespace SwapScore.Onnx.Import.Operators;

/// <summary>Maximum and mean of windows and of whole maps.</summary>
internal static class Pooling
{
    public static ImportStep? Find(ImportPlace place)
    {
        var (graph, node, output) = place;
        if (!Attributes.IsStandard(node.Domain)) return null;
        switch (node.OpType)
        {
            case "MaxPool" or "AveragePool":
                var isMaximum = node.OpType == "MaxPool";
                if (node.Output.IndexOf(output) > 0) throw Refusal.At(node, "the engine does not say where the maximum was");
                var zeros = isMaximum ? null : Convolutions.Padding(graph, graph.Maker(node.Input[0]));
                if (zeros is not null && (node.Integer("count_include_pad", 0) == 0 && node.Integers("pads").Any(pad => pad != 0))) zeros = null;
                var source = zeros is null ? node.Input[0] : graph.Maker(node.Input[0])!.Input[0];
                return new ImportStep([source], scope => OfWindows(scope, node, source, zeros, isMaximum));
            case "GlobalAveragePool":
                return new ImportStep([node.Input[0]], scope => Mean(scope, node.Input[0], null, keepsDimensions: true));
            case "ReduceMean":
                return new ImportStep([node.Input[0]], scope => Mean(
                    scope, node.Input[0], graph.Setting(node, "axes", 1) ?? throw Refusal.At(node, "its axes are computed"), node.Integer("keepdims", 1) == 1));
            case "GlobalMaxPool":
                return new ImportStep([node.Input[0]], scope =>
                {
                    var x = scope.Value(node.Input[0], 0, 1, 2);
                    var side = x.Node.Shape.Rows;
                    return side == x.Node.Shape.Columns ? Convolutions.OfMap(scope.Add(new MaxPooling(side, 1), x.Node)) : throw scope.Refuse("its map is not square");
                });
            default:
                return null;
        }
    }

    private static ImportedValue OfWindows(ImportScope scope, NodeProto node, string source, long[]? zeros, bool isMaximum)
    {
        var x = scope.Value(source, 0, 1, 2);
        var settings = WindowSettings.Read(node, node.Integers("kernel_shape"), [.. x.Dimensions.Skip(1).Select((length, axis) => length + (zeros is null ? 0 : zeros[axis] + zeros[axis + 2]))]);
        if (zeros is not null) settings = [.. settings.Select((window, axis) => window with { Before = window.Before + (int)zeros[axis], After = window.After + (int)zeros[axis + 2] })];
        if (settings.Length != 2) throw scope.Refuse("the engine pools maps alone");
        var windows = Windows.Create(scope, settings, x.Node.Shape);
        if (windows.IsSequence || (windows.Dilation != 1 && windows.Kernel > 1)) throw scope.Refuse("the engine pools in square windows without dilation");
        if (windows.Padding > windows.Kernel / 2)
            throw scope.Refuse($"its padding of {settings[0].Before}×{settings[1].Before} before and {settings[0].After}×{settings[1].After} behind rows and columns cannot be made equal on both sides");
        if (isMaximum) return Convolutions.OfMap(windows.Drop(scope.Builder, scope.Add(new MaxPooling(windows.Kernel, windows.Stride, windows.Padding), x.Node)));
        var isCounted = zeros is not null || node.Integer("count_include_pad", 0) == 1;
        if (isCounted && node.Integer("ceil_mode", 0) == 1 && settings.Any(window => window.Before != window.After)) throw scope.Refuse("its last windows count fewer zeros than the others");
        return Convolutions.OfMap(windows.Drop(scope.Builder, scope.Add(new AveragePooling(windows.Kernel, windows.Stride, windows.Padding) { CountPadding = isCounted }, x.Node)));
    }

    private static ImportedValue Mean(ImportScope scope, string source, IReadOnlyList<long>? axes, bool keepsDimensions)
    {
        var value = scope.Value(source);
        var rank = value.Dimensions.Length;
        HashSet<int> reduced = axes is null ? [.. Enumerable.Range(1, rank - 1)] : [.. axes.Select(axis => (int)(axis < 0 ? axis + rank : axis - 1))];
        var kept = Enumerable.Range(0, rank).Where(axis => !reduced.Contains(axis) && value.Dimensions[axis] > 1).ToList();
        if (reduced.Contains(-1) || kept.Count > 1 || (kept.Count == 0 && !value.Dimensions.Contains(1))) throw scope.Refuse("the engine takes means of all rows and columns of a channel alone");

        // A channel of one value alone lies nowhere, so that any dimension of length 1 may be it.
        var x = value.WithChannels(scope.Builder, kept.Count == 1 ? kept[0] : Array.IndexOf(value.Dimensions, 1));
        var node = scope.Add(new GlobalAveragePooling(), x.Node);
        var (dimensions, places) = (new List<long>(), new List<int>());
        for (var axis = 0; axis < rank; axis++)
        {
            if (reduced.Contains(axis) && !keepsDimensions) continue;
            dimensions.Add(reduced.Contains(axis) ? 1 : value.Dimensions[axis]);
            places.Add(0);
        }

        return ImportedValue.Create(node, [.. dimensions], places);
    }
}
