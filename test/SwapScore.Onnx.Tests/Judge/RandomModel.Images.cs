using SwapScore.Onnx.Schema;
using SwapScore.Onnx.Tests.Models;

namespace SwapScore.Onnx.Tests.Judge;

/// <summary>Convolutions, pooling and what else is done to channels and places.</summary>
internal sealed partial class RandomModel
{
    private static readonly string[] Automatic = ["SAME_UPPER", "SAME_LOWER", "VALID"];

    /// <summary>Whether the value is of samples, channels and one or two dimensions of places.</summary>
    private bool HasPlaces => _shape is [N, > 0, > 0] or [N, > 0, > 0, > 0];

    private int Places => _shape.Count - 2;

    /// <summary>A convolution: with a stride, dilated, in groups, one channel for itself, with borders of any kind.</summary>
    private bool Convolve()
    {
        if (!HasPlaces) return false;
        var from = _shape[1];
        var group = Choose(4) switch { 0 => from, 1 when from % 2 == 0 => 2, _ => 1 };
        var to = group * (1 + Choose(group == 1 ? 4 : 2));
        var (kernel, dilation, stride) = (1 + Choose(3), 1 + Choose(2), 1 + Choose(2));
        var border = Choose(4) == 0 ? null : new[] { Choose(2), Choose(2) };
        var automatic = Automatic[Choose(Automatic.Length)];
        if (border is null && dilation > 1 && automatic != "VALID") dilation = 1;
        var sizes = _shape.Skip(2).Select(size => ConvolvedSize(size, kernel, dilation, stride, border, automatic)).ToList();
        if (sizes.Exists(size => size < 1)) return false;
        List<AttributeProto> settings =
        [
            Same("kernel_shape", kernel), Same("strides", stride), Same("dilations", dilation), Sketch.Int("group", group),
            border is null ? Sketch.Text("auto_pad", automatic) : Sketch.Ints("pads", [.. Enumerable.Range(0, 2 * Places).Select(place => (long)border[place / Places])]),
        ];
        var filter = Weight([to, from / group, .. Enumerable.Repeat((long)kernel, Places)]);
        Add(group == 1 ? "conv" : group == from ? "depthwise conv" : "grouped conv", "Conv", Choose(2) == 0 ? [_value, filter] : [_value, filter, Weight(to)], [.. settings]);
        _shape = [N, to, .. sizes];
        return true;
    }

    private static int ConvolvedSize(int size, int kernel, int dilation, int stride, int[]? border, string automatic)
    {
        var extent = dilation * (kernel - 1) + 1;
        if (border is not null) return (size + border.Sum() - extent) < 0 ? 0 : (size + border.Sum() - extent) / stride + 1;
        return automatic == "VALID" ? (size < extent ? 0 : (size - extent) / stride + 1) : (size + stride - 1) / stride;
    }

    /// <summary>A transposed convolution.</summary>
    private bool Spread()
    {
        if (!HasPlaces || _shape.Skip(2).Any(size => size > 8)) return false;
        var from = _shape[1];
        var group = Choose(3) == 0 ? from : 1;
        var each = 1 + Choose(group == 1 ? 3 : 1);
        var (kernel, stride, border, dilation) = (2 + Choose(2), 1 + Choose(2), Choose(2), 1 + Choose(2));
        var more = stride == 2 ? Choose(2) : 0;
        var sizes = _shape.Skip(2).Select(size => (size - 1) * stride + more + dilation * (kernel - 1) + 1 - 2 * border).ToList();
        if (sizes.Exists(size => size < 1)) return false;
        var filter = Weight([from, each, .. Enumerable.Repeat((long)kernel, Places)]);
        Add("transposed conv", "ConvTranspose", Choose(2) == 0 ? [_value, filter] : [_value, filter, Weight(each * group)],
            Same("kernel_shape", kernel), Same("strides", stride), Same("dilations", dilation), Sketch.Int("group", group), Same("output_padding", more),
            Sketch.Ints("pads", [.. Enumerable.Repeat((long)border, 2 * Places)]));
        _shape = [N, each * group, .. sizes];
        return true;
    }

    private bool Pool()
    {
        if (!HasPlaces) return false;
        if (Choose(4) == 0)
        {
            Add("pool all", Choose(2) == 0 ? "GlobalAveragePool" : "GlobalMaxPool", [_value]);
            _shape = [N, _shape[1], .. Enumerable.Repeat(1, Places)];
            return true;
        }

        var (kernel, stride, border) = (2 + Choose(2), 1 + Choose(2), Choose(2));
        var sizes = _shape.Skip(2).Select(size => ConvolvedSize(size, kernel, 1, stride, [border, border], "")).ToList();
        if (sizes.Exists(size => size < 1)) return false;
        List<AttributeProto> settings = [Same("kernel_shape", kernel), Same("strides", stride), Sketch.Ints("pads", [.. Enumerable.Repeat((long)border, 2 * Places)])];
        var type = new[] { "MaxPool", "AveragePool", "AveragePool", "LpPool" }[Choose(4)];
        if (type == "AveragePool") settings.Add(Sketch.Int("count_include_pad", Choose(2)));
        Add("pool", type, [_value], [.. settings]);
        _shape = [N, _shape[1], .. sizes];
        return true;
    }

    /// <summary>Channels become places or places channels.</summary>
    private bool Shuffle()
    {
        if (_shape is not [N, var channels, > 0 and var rows, > 0 and var columns]) return false;
        switch (Choose(4))
        {
            case 0 when channels % 4 == 0:
                Add("depth to space", "DepthToSpace", [_value], Sketch.Int("blocksize", 2));
                _shape = [N, channels / 4, 2 * rows, 2 * columns];
                return true;
            case 1 when rows % 2 == 0 && columns % 2 == 0:
                Add("space to depth", "SpaceToDepth", [_value], Sketch.Int("blocksize", 2));
                _shape = [N, 4 * channels, rows / 2, columns / 2];
                return true;
            case 2 when channels % 2 == 0:
                Reshaped("groups", N, 2, channels / 2, rows, columns);
                Order(0, 2, 1, 3, 4);
                Reshaped("channels", N, channels, rows, columns);
                return true;
            case 3 when Since(13):
                Add("larger", "Resize", [_value, "", _sketch.Initializer($"w{_weights++}", [1, 1, 2, 2], 4)], Sketch.Text("mode", Choose(2) == 0 ? "nearest" : "linear"));
                _shape = [N, channels, 2 * rows, 2 * columns];
                return true;
            default:
                return false;
        }
    }

    /// <summary>Channels weighed by a gate that is computed from all places.</summary>
    private bool Squeezed()
    {
        if (_shape is not [N, var channels, > 0, > 0]) return false;
        var (value, shape) = (_value, _shape);
        Add("gate", "GlobalAveragePool", [_value]);
        _shape = [N, channels, 1, 1];
        _value = Node("Conv", [_value, Weight(2, channels, 1, 1)]);
        _shape = [N, 2, 1, 1];
        Activate();
        _value = Node(Choose(2) == 0 ? "Sigmoid" : "HardSigmoid", [Node("Conv", [_value, Weight(channels, 2, 1, 1)])]);
        (_value, _shape) = (Node("Mul", [value, _value]), shape);
        return true;
    }

    private AttributeProto Same(string name, int value) => Sketch.Ints(name, [.. Enumerable.Repeat((long)value, Places)]);
}
