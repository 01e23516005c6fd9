using DataType = SwapScore.Onnx.Schema.TensorProto.Types.DataType;

namespace SwapScore.Onnx.Tests.Models;

internal static partial class Zoo
{
    /// <summary>HardSwish as x·clip(x + 3)/6, squeeze and excitation with a hard sigmoid, ReLU6.</summary>
    public static Sketch MobileNetV3(int width = 8, int side = 32, long batch = -1)
    {
        var s = new Sketch();
        var x = HardSwish(s, "features/0", s.BatchNorm("features.0.1", s.Conv("features.0.0", s.Image(batch, 3, side), 3, width, 3, 2), width));
        for (var i = 1; i < 4; i++)
        {
            var path = $"features/{i}";
            var y = s.BatchNorm($"features.{i}.0.1", s.Conv($"features.{i}.0.0", x, width, 4 * width, 1), 4 * width);
            y = i == 1 ? s.Activation($"{path}/Clip", y, s.Constant(0f), s.Constant(6f)) : HardSwish(s, path, y);
            y = s.BatchNorm($"features.{i}.1.1", s.Conv($"features.{i}.1.0", y, 4 * width, 4 * width, 3, group: 4 * width), 4 * width);
            var gate = s.Activation($"{path}/se/Relu", s.Conv($"features.{i}.se.fc1", s.Node($"{path}/se/GlobalAveragePool", [y]), 4 * width, width, 1, bias: true));
            gate = s.Conv($"features.{i}.se.fc2", gate, width, 4 * width, 1, bias: true);
            gate = i == 2 ? s.Node($"{path}/HardSigmoid", [gate], Sketch.Float("alpha", 1 / 6f))
                : s.Node($"{path}/Div", [s.Node($"{path}/Clip", [s.Node($"{path}/Add", [gate, s.Constant(3f)]), s.Constant(0f), s.Constant(6f)]), s.Constant(6f)]);
            y = s.Node($"{path}/se/Mul", [gate, y]);
            y = i == 3 ? y : HardSwishNode(s, path, y);
            y = s.BatchNorm($"features.{i}.3.1", s.Conv($"features.{i}.3.0", y, 4 * width, width, 1), width);
            x = s.Node($"{path}/Add", [x, y]);
        }

        x = s.Node("avgpool/GlobalAveragePool", [x]);
        return s.Output(s.Linear("classifier", s.Node("Flatten", [x], Sketch.Int("axis", 1)), width, 10));
    }

    /// <summary>Every way of writing x·g(x), one after the other.</summary>
    public static Sketch Gates(int width = 8, int side = 16, long batch = -1)
    {
        var s = new Sketch();
        var x = s.Conv("stem", s.Image(batch, 3, side), 3, width, 3);
        string Next(string name, string value) => s.Conv(name, value, width, width, 3);

        x = Next("silu", s.Activation("silu/Mul", x, s.Node("silu/Sigmoid", [x])));
        x = Next("swapped", s.Activation("swapped/Mul", s.Node("swapped/Sigmoid", [x]), x));
        x = Next("quick", s.Activation("quick/Mul", x, s.Node("quick/Sigmoid", [s.Node("quick/Mul", [x, s.Constant(1.702f)])])));
        x = Next("divided", s.Activation("divided/Div", x, s.Node("divided/Add", [s.Constant(1f), s.Node("divided/Exp", [s.Node("divided/Neg", [x])])])));
        x = Next("mish", s.Activation("mish/Mul", x, s.Node("mish/Tanh", [s.Node("mish/Softplus", [x])])));
        x = Next("hard", s.Activation("hard/Mul", x, s.Node("hard/HardSigmoid", [x], Sketch.Float("alpha", 1 / 6f), Sketch.Float("beta", 0.5f))));
        x = Next("erf", Gelu(s, "erf", x));
        x = Next("half", s.Activation("half/Mul", s.Node("half/Mul", [x, s.Constant(0.5f)]), ErfGate(s, "half", x)));
        x = Next("inner", s.Activation("inner/Mul", x, s.Node("inner/Mul", [s.Constant(0.5f), ErfGate(s, "inner", x)])));
        var cube = s.Node("tanh/Pow", [x, s.Constant(3f)]);
        var sum = s.Node("tanh/Add", [x, s.Node("tanh/Mul", [cube, s.Constant(0.044715f)])]);
        var gate = s.Node("tanh/Add", [s.Node("tanh/Tanh", [s.Node("tanh/Mul", [sum, s.Constant(0.7978846f)])]), s.Constant(1f)]);
        x = Next("tanh", s.Activation("tanh/Mul", s.Node("tanh/Mul", [x, gate]), s.Constant(0.5f)));
        foreach (var name in new[] { "Elu", "Selu", "LeakyRelu", "Celu", "HardSwish", "ThresholdedRelu" })
            x = Next(name, s.Activation($"{name}/{name}", x));
        x = Next("prelu", s.Activation("prelu/PRelu", x, s.Filled("prelu.slope", 0.2f, width, 1, 1)));
        x = Next("maximum", s.Activation("maximum/Max", x, s.Constant(0f)));
        x = Next("leaky", s.Activation("leaky/Max", x, s.Node("leaky/Mul", [x, s.Constant(0.1f)])));

        // Gates of other values, and functions that are not recorded.
        x = s.Node("excite/Mul", [x, s.Node("excite/Sigmoid", [s.Node("excite/GlobalAveragePool", [x])])]);
        return s.Output(s.Node("last/Tanh", [x]));
    }

    /// <summary>As tf2onnx writes Keras: channels last outside, transpositions around, ReLU6 as a clip.</summary>
    public static Sketch Keras(int width = 8, int side = 32, long batch = -1)
    {
        var s = new Sketch(15, "tf2onnx");
        var x = s.Node("StatefulPartitionedCall/model/Transpose", [s.Input("input_1", DataType.Float, batch, side, side, 3)], Sketch.Ints("perm", 0, 3, 1, 2));
        x = s.Activation("StatefulPartitionedCall/model/Relu6/Clip", s.Conv("Conv1", x, 3, width, 3, 2, bias: true), s.Filled("const_zero", 0), s.Filled("const_six", 6));
        x = s.Activation("StatefulPartitionedCall/model/Relu", s.BatchNorm("bn", s.Conv("depthwise", x, width, width, 3, group: width), width));
        x = s.Node("StatefulPartitionedCall/model/Transpose", [x], Sketch.Ints("perm", 0, 2, 3, 1));
        x = s.Activation("StatefulPartitionedCall/model/last/Relu", s.TokenLinear("conv2d", x, width, width));
        x = s.Node("StatefulPartitionedCall/model/ReduceMean", [x], Sketch.Ints("axes", 1, 2), Sketch.Int("keepdims", 0));
        return s.Output(s.TokenLinear("dense", x, width, 10));
    }

    /// <summary>An encoder like BERT: embeddings, masked attention, GELU by erf, layer normalisation written out.</summary>
    public static Sketch Bert(int width = 32, int layers = 2, int heads = 4, long length = -1, long batch = -1)
    {
        var s = new Sketch(14);
        var ids = s.Input("input_ids", DataType.Int64, batch, length);
        var mask = s.Input("attention_mask", DataType.Int64, batch, length);
        var types = s.Input("token_type_ids", DataType.Int64, batch, length);
        var count = s.Node("embeddings/Gather", [s.Node("embeddings/Shape", [ids]), s.Scalar(1)], Sketch.Int("axis", 0));
        var places = s.Node("embeddings/Slice", [Positions(s, 512), s.Constant([0L]), s.Node("embeddings/Unsqueeze", [count, s.Constant([0L])]), s.Constant([1L])]);
        var x = s.Node("embeddings/word_embeddings/Gather", [s.Weight("embeddings.word_embeddings.weight", 1000, width), ids]);
        x = s.Node("embeddings/Add", [x, s.Node("embeddings/token_type_embeddings/Gather", [s.Weight("embeddings.token_type_embeddings.weight", 2, width), types])]);
        x = s.Node("embeddings/Add", [x, s.Node("embeddings/position_embeddings/Gather", [s.Weight("embeddings.position_embeddings.weight", 512, width), places])]);
        x = LayerNorm(s, "embeddings.LayerNorm", x, width);
        var wide = s.Node("Unsqueeze", [s.Node("Unsqueeze", [mask, s.Constant([1L])]), s.Constant([2L])]);
        var added = s.Node("Mul", [s.Node("Sub", [s.Constant(1f), s.Node("Cast", [wide], Sketch.Int("to", 1))]), s.Constant(-10000f)]);
        for (var layer = 0; layer < layers; layer++)
        {
            var (scope, path) = ($"encoder.layer.{layer}", $"encoder/layer.{layer}");
            string Heads(string name, params long[] turn) => s.Node(
                $"{path}/{name}/Transpose",
                [s.Node($"{path}/{name}/Reshape", [s.TokenLinear($"{scope}.attention.self.{name}", x, width, width), s.Constant(0, 0, heads, width / heads)])],
                Sketch.Ints("perm", turn));

            var scores = s.Node($"{path}/attention/MatMul", [Heads("query", 0, 2, 1, 3), Heads("key", 0, 2, 3, 1)]);
            scores = s.Node($"{path}/attention/Add", [s.Node($"{path}/attention/Div", [scores, s.Constant(MathF.Sqrt((float)width / heads))]), added]);
            var context = s.Node($"{path}/attention/MatMul", [s.Node($"{path}/attention/Softmax", [scores], Sketch.Int("axis", -1)), Heads("value", 0, 2, 1, 3)]);
            context = s.Node($"{path}/attention/Reshape", [s.Node($"{path}/attention/Transpose", [context], Sketch.Ints("perm", 0, 2, 1, 3)), s.Constant(0, 0, width)]);
            x = LayerNorm(s, $"{scope}.attention.output.LayerNorm", s.Node($"{path}/Add", [s.TokenLinear($"{scope}.attention.output.dense", context, width, width), x]), width);
            var y = Gelu(s, $"{path}/intermediate", s.TokenLinear($"{scope}.intermediate.dense", x, width, 4 * width));
            x = LayerNorm(s, $"{scope}.output.LayerNorm", s.Node($"{path}/Add", [s.TokenLinear($"{scope}.output.dense", y, 4 * width, width), x]), width);
        }

        return s.Output(x);
    }

    private static string Positions(Sketch s, int count)
    {
        s.Model.Graph.Initializer.Add(SwapScore.Onnx.Reading.TensorValues.OfIntegers("embeddings.position_ids", [.. Enumerable.Range(0, count).Select(place => (long)place)], 1, count));
        return "embeddings.position_ids";
    }

    private static string LayerNorm(Sketch s, string scope, string x, int width)
    {
        var path = scope.Replace('.', '/');
        var centred = s.Node($"{path}/Sub", [x, s.Node($"{path}/ReduceMean", [x], Sketch.Ints("axes", -1))]);
        var variance = s.Node($"{path}/ReduceMean", [s.Node($"{path}/Pow", [centred, s.Constant(2f)])], Sketch.Ints("axes", -1));
        var normal = s.Node($"{path}/Div", [centred, s.Node($"{path}/Sqrt", [s.Node($"{path}/Add", [variance, s.Constant(1e-12f)])])]);
        return s.Node($"{path}/Add", [s.Node($"{path}/Mul", [normal, s.Filled($"{scope}.weight", 1.1f, width)]), s.Weight($"{scope}.bias", width)]);
    }

    private static string Gelu(Sketch s, string path, string x) =>
        s.Activation($"{path}/last/Mul", s.Node($"{path}/Mul", [x, ErfGate(s, path, x)]), s.Constant(0.5f));

    private static string ErfGate(Sketch s, string path, string x) =>
        s.Node($"{path}/Add", [s.Node($"{path}/Erf", [s.Node($"{path}/Div", [x, s.Constant(MathF.Sqrt(2))])]), s.Constant(1f)]);

    private static string HardSwish(Sketch s, string path, string x)
    {
        var clip = s.Node($"{path}/hs/Clip", [s.Node($"{path}/hs/Add", [x, s.Constant(3f)]), s.Constant(0f), s.Constant(6f)]);
        return s.Activation($"{path}/hs/Div", s.Node($"{path}/hs/Mul", [x, clip]), s.Constant(6f));
    }

    private static string HardSwishNode(Sketch s, string path, string x) => s.Activation($"{path}/HardSwish", x);
}
