using SwapScore.Onnx.Reading;
using DataType = SwapScore.Onnx.Schema.TensorProto.Types.DataType;

namespace SwapScore.Onnx.Tests.Models;

/// <summary>The habits of exporters other than PyTorch's, each in one small network.</summary>
internal static partial class Zoo
{
    /// <summary>Caffe2 in the first years of the format: no names, weights listed among the inputs, LRN, groups, dropout with a mask, a batch of one.</summary>
    public static Sketch CaffeAlexNet(int width = 8, int side = 64, long batch = 1)
    {
        var s = new Sketch(7, "onnx-caffe2");
        string Lrn(string x) => s.Node("LRN", [x], Sketch.Int("size", 5), Sketch.Float("alpha", 1e-4f), Sketch.Float("beta", 0.75f), Sketch.Float("bias", 1));
        string Dropped(string x)
        {
            var y = s.Node("Dropout", [x], Sketch.Float("ratio", 0.5f));
            s.Last.Output.Add($"{y}_mask");
            return y;
        }

        var x = Lrn(s.Activation("Relu", s.Conv("conv1", s.Image(batch, 3, side), 3, width, 11, 4, 0, bias: true)));
        x = Lrn(s.Activation("Relu", s.Conv("conv2", s.Pool("MaxPool", x, 3, 2), width, 2 * width, 5, group: 2, bias: true)));
        x = s.Activation("Relu", s.Conv("conv3", s.Pool("MaxPool", x, 3, 2), 2 * width, 2 * width, 3, group: 2, bias: true));
        s.Model.Graph.Initializer.Add(TensorValues.OfIntegers("OC2_DUMMY_1", [batch < 0 ? 0 : batch, 2 * width], 2));
        x = s.Node("Reshape", [s.Pool("AveragePool", x, 2, 1), "OC2_DUMMY_1"]);
        x = Dropped(s.Activation("Relu", s.Linear("fc6", x, 2 * width, 32 * width)));
        x = Dropped(s.Activation("Relu", s.Linear("fc7", x, 32 * width, 32 * width)));
        s.Output(s.Node("Softmax", [s.Linear("fc8", x, 32 * width, 10)], Sketch.Int("axis", 1)));
        foreach (var node in s.Model.Graph.Node) node.Name = "";
        s.Model.IrVersion = 3;
        foreach (var weight in s.Model.Graph.Initializer.ToList()) s.Input(weight.Name, (DataType)weight.DataType, [.. weight.Dims]);
        return s;
    }

    /// <summary>As Caffe2 wrote DenseNet: scale and shift of a normalisation as nodes of their own, turned by Unsqueeze.</summary>
    public static Sketch CaffeDenseNet(int growth = 8, int side = 32, long batch = 1)
    {
        var s = new Sketch(9, "onnx-caffe2");
        string Normal(string name, string x, int channels)
        {
            string Turned(string weight) => s.Node("Unsqueeze", [weight], Sketch.Ints("axes", 1, 2));
            x = s.Node("Mul", [s.BatchNorm($"{name}_bn", x, channels), Turned(s.Filled($"{name}_scale_w", 0.7f, channels))]);
            return s.Activation("Relu", s.Node("Add", [x, Turned(s.Weight($"{name}_scale_b", channels))]));
        }

        var x = Normal("conv1", s.Conv("conv1", s.Image(batch, 3, side), 3, growth, 7, 2), growth);
        for (var (i, channels) = (0, growth); i < 3; i++, channels += growth)
        {
            var y = s.Conv($"conv2_{i}_x1", Normal($"conv2_{i}_x1", x, channels), channels, 2 * growth, 1);
            y = s.Conv($"conv2_{i}_x2", Normal($"conv2_{i}_x2", y, 2 * growth), 2 * growth, growth, 3);
            x = s.Cat("Concat", 1, x, y);
        }

        return s.Output(s.Conv("fc6", s.Node("GlobalAveragePool", [Normal("conv5", x, 4 * growth)]), 4 * growth, 10, 1, bias: true));
    }

    /// <summary>The first ShuffleNet as Caffe2 wrote it: grouped pointwise convolutions, channels shuffled by numbers that fix the batch.</summary>
    public static Sketch CaffeShuffleNet(int width = 12, int side = 32, long batch = 1)
    {
        const int Groups = 3;
        var s = new Sketch(9, "onnx-caffe2");
        var first = batch < 0 ? 0 : batch;
        var x = s.ConvBnRelu("conv1", s.Image(batch, 3, side), 3, width, 3, 2);
        for (var i = 0; i < 2; i++)
        {
            var (channels, rows) = (width << i, side / 2 >> i);
            var y = s.ConvBnRelu($"gconv1_{i}", x, channels, channels, 1, group: Groups);
            y = s.Node("Reshape", [y, s.Constant(first, Groups, channels / Groups, rows, rows)]);
            y = s.Node("Reshape", [s.Node("Transpose", [y], Sketch.Ints("perm", 0, 2, 1, 3, 4)), s.Constant(first, channels, rows, rows)]);
            y = s.BatchNorm($"dconv_{i}_bn", s.Conv($"dconv_{i}", y, channels, channels, 3, 2, group: channels), channels);
            y = s.BatchNorm($"gconv2_{i}_bn", s.Conv($"gconv2_{i}", y, channels, channels, 1, group: Groups), channels);
            x = s.Activation("Relu", s.Cat("Concat", 1, s.Pool("AveragePool", x, 3, 2, 1), y));
        }

        x = s.Activation("Relu", s.Node("Sum", [x, x, s.Conv("shortcut", x, 4 * width, 4 * width, 1)]));
        x = s.Node("Reshape", [s.Node("GlobalAveragePool", [x]), s.Constant(first, 4 * width)]);
        return s.Output(s.Linear("fc", x, 4 * width, 10));
    }

    /// <summary>tf2onnx on a frozen graph: the mean subtracted, Pad before Conv, normalisation as a product and a sum, ReLU6 and HardSwish with Min.</summary>
    public static Sketch TensorFlow(int width = 8, int side = 32, long batch = -1)
    {
        var s = new Sketch(12, "tf2onnx");
        string Capped(string x) => s.Node("Min", [x, s.Filled($"six_{s.Model.Graph.Initializer.Count}", 6)]);
        string Normal(string name, string x, int channels) =>
            s.Node("Sub", [s.Node("Mul", [x, s.Filled($"{name}/mul", 0.9f, 1, channels, 1, 1)]), s.Weight($"{name}/sub", 1, channels, 1, 1)]);
        string Swish(string x) => s.Activation("Mul", s.Node("Sigmoid", [x]), x);

        var x = s.Node("Sub", [s.Input("input:0", DataType.Float, batch, side, side, 3), s.Initializer("mean", [0.1f, 0.2f, 0.3f], 3)]);
        x = s.Node("Transpose", [x], Sketch.Ints("perm", 0, 3, 1, 2));
        s.Model.Graph.Initializer.Add(TensorValues.OfIntegers("pads", [0, 0, 0, 0, 0, 0, 1, 1], 8));
        x = s.Node("Pad", [x, "pads"], Sketch.Text("mode", "constant"));
        x = Normal("bn1", s.Conv("Conv1", x, 3, width, 3, 2, 0), width);
        x = Capped(s.Activation("Relu", x));
        x = Swish(Normal("bn2", s.Conv("depthwise", x, width, width, 3, group: width), width));
        var y = s.Conv("project", x, width, width, 1, bias: true);
        y = s.Activation("Mul", y, s.Node("Mul", [Capped(s.Node("Relu", [s.Node("Add", [y, s.Filled("three", 3)])])), s.Filled("sixth", 1 / 6f)]));
        x = s.Node("Add", [x, y]);
        x = s.Node("Squeeze", [s.Node("ReduceMean", [x], Sketch.Ints("axes", 2, 3), Sketch.Int("keepdims", 1))], Sketch.Ints("axes", 2, 3));
        return s.Output(s.TokenLinear("dense", x, width, 10));
    }

    /// <summary>A vision transformer: patches, a class token that is expanded, Gelu and LayerNormalization as nodes, maps by Gemm on flat tokens.</summary>
    public static Sketch VisionTransformer(int width = 16, int side = 32, long batch = -1)
    {
        const int Patch = 8;
        var tokens = side / Patch * (side / Patch);
        var s = new Sketch(20);
        string Norm(string name, string x) =>
            s.Node("LayerNormalization", [x, s.Filled($"{name}.weight", 1, width), s.Filled($"{name}.bias", 0, width)], Sketch.Int("axis", -1), Sketch.Float("epsilon", 1e-6f));
        string Map(string name, string x, int from, int to)
        {
            var flat = s.Linear(name, s.Node("Reshape", [x, s.Constant(-1L, from)]), from, to);
            return s.Node("Reshape", [flat, s.Constant(batch, tokens + 1, to)]);
        }

        var image = s.Image(batch, 3, side);
        var x = s.Node("Conv", [image, s.Weight("patch.weight", width, 3, Patch, Patch)], Sketch.Ints("strides", Patch, Patch));
        x = s.Node("Transpose", [s.Node("Reshape", [x, s.Constant(0, width, -1L)])], Sketch.Ints("perm", 0, 2, 1));
        var size = batch > 0 ? s.Constant(batch, 1, width)
            : s.Cat("Concat", 0, s.Node("Unsqueeze", [s.Node("Gather", [s.Node("Shape", [image]), s.Scalar(0)]), s.Constant([0L])]), s.Constant([1L]), s.Constant([width]));
        x = s.Cat("Concat", 1, s.Node("Expand", [s.Weight("class_token", 1, 1, width), size]), x);
        x = s.Node("Add", [x, s.Weight("position", 1, tokens + 1, width)]);
        for (var layer = 0; layer < 2; layer++)
        {
            var mixed = s.Node("MatMul", [s.Weight($"mix.{layer}", tokens + 1, tokens + 1), Norm($"ln1.{layer}", x)]);
            x = s.Node("Add", [x, s.Node("Mul", [s.Filled($"gamma.{layer}", 0.5f, width), mixed])]);
            x = s.Node("Add", [x, Map($"down.{layer}", s.Activation("Gelu", Map($"up.{layer}", Norm($"ln2.{layer}", x), width, 2 * width)), 2 * width, width)]);
        }

        return s.Output(s.Node("ReduceMean", [x, s.Constant([1L])]));
    }

    /// <summary>ShuffleNetV2 of later PyTorch: halves by Split, shuffled through Identity chains, weights as constant nodes.</summary>
    public static Sketch SplitShuffleNet(int width = 8, int side = 32, long batch = -1)
    {
        var s = new Sketch(13);
        var x = s.ConvBnRelu("conv1", s.Image(batch, 3, side), 3, 2 * width, 3, 2);
        for (var i = 0; i < 2; i++)
        {
            var left = s.Node($"{i}/Split", [x, s.Constant(width, width)], Sketch.Int("axis", 1));
            s.Last.Output.Add($"{left}_right");
            var right = s.Node($"{i}/Identity", [s.Node($"{i}/Identity", [$"{left}_right"])]);
            right = s.Node($"{i}/Identity", [s.ConvBnRelu($"{i}.branch2", right, width, width, 1)]);
            x = Shuffled(s, $"{i}", s.Cat($"{i}/Concat", 1, left, right), width, side / 2, batch);
        }

        s.Output(s.Node("GlobalAveragePool", [s.ConvBnRelu("conv5", x, 2 * width, 4 * width, 1)]));
        foreach (var weight in s.Model.Graph.Initializer.Where(weight => weight.Name.EndsWith("conv.weight", StringComparison.Ordinal)).ToList())
        {
            s.Model.Graph.Initializer.Remove(weight);
            s.Model.Graph.Node.Insert(0, Sketch.ConstantNode(weight.Name, weight));
        }

        return s;
    }
}
