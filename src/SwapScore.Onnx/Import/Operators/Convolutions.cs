using SwapScore.Networks;
using SwapScore.Networks.Operations;
using SwapScore.Onnx.Graphs;
using SwapScore.Onnx.Schema;

namespace SwapScore.Onnx.Import.Operators;

/// <summary>Convolutions of maps and sequences, and transposed ones, together with zeros that are put around their input and a bias that is added behind them.</summary>
internal static class Convolutions
{
    private const int Spatial = 2;

    public static ImportStep? Find(ImportPlace place)
    {
        var (graph, node, _) = place;
        if (node.Is("ConvTranspose")) return new ImportStep([node.Input[0]], scope => Transposed(scope, node));
        if (node.Is("Conv")) return Step(graph, node, ImportGraph.HasInput(node, 2) ? node.Input[2] : null);
        return node.Is("Add") && WrittenNormalization.Operands(graph, node) is ({ } sum, { } bias) && graph.Maker(sum, "Conv") is { } before
            && !ImportGraph.HasInput(before, 2) && graph.IsReadOnce(before.Output[0]) && IsPerChannel(graph, bias, before)
            ? Step(graph, before, bias)
            : null;
    }

    /// <summary>The zeros that a node puts around maps, before and behind each dimension of space; null where it does something else.</summary>
    public static long[]? Padding(ImportGraph graph, NodeProto? pad)
    {
        if (pad is null || !pad.Is("Pad") || pad.Text("mode", "constant") != "constant" || graph.Setting(pad, "pads", 1) is not { } pads || ImportGraph.HasInput(pad, 3)) return null;
        if ((pad.Find("value")?.F ?? (ImportGraph.HasInput(pad, 2) ? graph.Number(pad.Input[2]) : 0)) is not 0) return null;
        var rank = pads.Count / 2;
        return rank > Spatial && pads.Index().All(one => one.Item == 0 || (one.Index % rank >= Spatial && one.Item > 0))
            ? [.. pads.Skip(Spatial).Take(rank - Spatial), .. pads.Skip(rank + Spatial)]
            : null;
    }

    private static bool IsPerChannel(ImportGraph graph, string bias, NodeProto convolution) =>
        graph.Constant(bias) is { } view && graph.Constant(convolution.Input[1]) is { } weight && view.Count == weight.Dimensions[0]
        && view.Dimensions.Length is var rank && rank >= weight.Dimensions.Length - 1 && view.Dimensions[rank - weight.Dimensions.Length + 1] == weight.Dimensions[0];

    private static ImportStep Step(ImportGraph graph, NodeProto node, string? bias)
    {
        var zeros = Padding(graph, graph.Maker(node.Input[0]));
        var source = zeros is null ? node.Input[0] : graph.Maker(node.Input[0])!.Input[0];
        return new ImportStep([source], scope => Build(scope, node, source, zeros, bias));
    }

    private static ImportedValue Build(ImportScope scope, NodeProto node, string source, long[]? zeros, string? bias)
    {
        if (scope.Graph.Constant(node.Input[1]) is not { } weight) throw scope.Refuse("its weight is computed");
        var rank = weight.Dimensions.Length - Spatial;
        if (rank is not (1 or 2)) throw scope.Refuse($"the engine convolves along one or two dimensions, not {rank}");
        var x = rank == 1 ? scope.Value(source, 0, 2) : scope.Value(source, 0, 1, 2);
        var settings = WindowSettings.Read(node, [.. weight.Dimensions.Skip(Spatial)], [.. x.Dimensions.Skip(1).Select((length, axis) => length + (zeros is null ? 0 : zeros[axis] + zeros[axis + rank]))]);
        if (zeros is not null) settings = [.. settings.Select((window, axis) => window with { Before = window.Before + (int)zeros[axis], After = window.After + (int)zeros[axis + rank] })];
        if (rank == 1) settings = [new WindowSettings(1, 1, 1, 0, 0), settings[0]];
        var windows = Windows.Create(scope, settings, x.Node.Shape);
        var operation = new Convolution((int)weight.Dimensions[0], windows.Kernel)
        {
            Stride = windows.Stride,
            Padding = windows.Padding,
            Dilation = windows.Kernel == 1 ? 1 : windows.Dilation,
            Groups = (int)node.Integer("group", 1),
            IsSequence = windows.IsSequence,
            Bias = bias is not null,
        };
        var y = windows.Drop(scope.Builder, scope.AddWeighted(operation, x.Node, [(ParameterRole.ConvolutionWeight, weight), .. Bias(scope, bias)]));
        return rank == 1 ? ImportedValue.Create(y, [y.Shape.Channels, y.Shape.Columns], [0, 2]) : OfMap(y);
    }

    private static ImportedValue Transposed(ImportScope scope, NodeProto node)
    {
        if (scope.Graph.Constant(node.Input[1]) is not { Dimensions.Length: 4 } weight) throw scope.Refuse("its weight is computed, or not of two dimensions of space");
        if (node.Integer("group", 1) != 1 || node.Integers("dilations").Any(dilation => dilation != 1) || node.Find("output_shape") is not null || node.Text("auto_pad", "NOTSET") != "NOTSET")
            throw scope.Refuse("the engine transposes convolutions without groups, dilation and given output shapes alone");
        var (strides, pads, extra) = (node.Integers("strides"), node.Integers("pads"), node.Integers("output_padding"));
        if (weight.Dimensions[2] != weight.Dimensions[3] || new[] { strides, pads, extra }.Any(values => values.Distinct().Count() > 1)) throw scope.Refuse("its window is not square");
        var bias = ImportGraph.HasInput(node, 2) ? node.Input[2] : null;
        var operation = new TransposedConvolution((int)weight.Dimensions[1], (int)weight.Dimensions[2])
        {
            Stride = (int)strides.FirstOrDefault(1),
            Padding = (int)pads.FirstOrDefault(0),
            OutputPadding = (int)extra.FirstOrDefault(0),
            Bias = bias is not null,
        };

        // ONNX keeps the input channels before the output channels.
        return OfMap(scope.AddWeighted(operation, scope.Value(node.Input[0], 0, 1, 2).Node, [(ParameterRole.TransposedConvolutionWeight, weight.Transpose([1, 0, 2, 3])), .. Bias(scope, bias)]));
    }

    /// <summary>A map, <c>[channel][row][column]</c>.</summary>
    public static ImportedValue OfMap(Node node) => ImportedValue.Create(node, [node.Shape.Channels, node.Shape.Rows, node.Shape.Columns], [0, 1, 2]);

    /// <summary>The bias of a map; nothing where there is none.</summary>
    public static (ParameterRole, WeightView)[] Bias(ImportScope scope, string? bias) =>
        bias is null ? [] : [(ParameterRole.Bias, scope.Graph.Constant(bias) ?? throw scope.Refuse("its bias is computed"))];
}
