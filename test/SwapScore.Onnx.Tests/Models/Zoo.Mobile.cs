namespace SwapScore.Onnx.Tests.Models;

internal static partial class Zoo
{
    /// <summary>Inverted residuals with ReLU6 as a clip.</summary>
    public static Sketch MobileNetV2(int width = 8, int side = 32, long batch = -1)
    {
        var s = new Sketch();
        string Six(string path, string x) => s.Activation($"{path}/Clip", x, s.Constant(0f), s.Constant(6f));
        string Map(string scope, string x, int from, int to, int kernel, int stride = 1, int group = 1) =>
            s.BatchNorm($"{scope}.1", s.Conv($"{scope}.0", x, from, to, kernel, stride, group: group), to);

        var x = Six("features/0", Map("features.0", s.Image(batch, 3, side), 3, width, 3, 2));
        var channels = width;
        foreach (var (i, (to, stride)) in new[] { (width, 1), (2 * width, 2), (2 * width, 1), (3 * width, 2) }.Index())
        {
            var (scope, path, wide) = ($"features.{i + 1}.conv", $"features/{i + 1}/conv", 6 * channels);
            var y = Six($"{path}/0", Map($"{scope}.0", x, channels, wide, 1));
            y = Map($"{scope}.2", Six($"{path}/1", Map($"{scope}.1", y, wide, wide, 3, stride, wide)), wide, to, 1);
            x = stride == 1 && channels == to ? s.Node($"{path}/Add", [x, y]) : y;
            channels = to;
        }

        x = s.Node("GlobalAveragePool", [Six("features/18", Map("features.18", x, channels, 8 * width, 1))]);
        return s.Output(s.Linear("classifier.1", s.Node("Flatten", [x], Sketch.Int("axis", 1)), 8 * width, 10));
    }

    /// <summary>A transformer of patches whose mean is classified: attention with heads and scores divided, layer normalization written out, GELU by erf.</summary>
    public static Sketch Patches(int width = 16, int heads = 4, int side = 16, int patch = 4, long batch = -1)
    {
        var s = new Sketch(16);
        var tokens = side / patch * (side / patch);
        var x = s.Node("Reshape", [s.Conv("patches", s.Image(batch, 3, side), 3, width, patch, patch, 0, bias: true), s.Constant(0, width, tokens)]);
        x = s.Node("Transpose", [x], Sketch.Ints("perm", 0, 2, 1));
        string Heads(string name, string value, params long[] turn) => s.Node(
            $"{name}/Transpose",
            [s.Node($"{name}/Reshape", [s.TokenLinear(name, value, width, width), s.Constant(0, 0, heads, width / heads)])],
            Sketch.Ints("perm", turn));

        for (var layer = 0; layer < 2; layer++)
        {
            var y = LayerNorm(s, $"{layer}.norm1", x, width);
            var scores = s.Node($"{layer}/MatMul", [Heads($"{layer}/query", y, 0, 2, 1, 3), Heads($"{layer}/key", y, 0, 2, 3, 1)]);
            scores = s.Node($"{layer}/Softmax", [s.Node($"{layer}/Div", [scores, s.Constant(2f)])], Sketch.Int("axis", -1));
            y = s.Node($"{layer}/MatMul", [scores, Heads($"{layer}/value", y, 0, 2, 1, 3)]);
            y = s.Node($"{layer}/Reshape", [s.Node($"{layer}/Transpose", [y], Sketch.Ints("perm", 0, 2, 1, 3)), s.Constant(0, 0, width)]);
            x = s.Node($"{layer}/Add", [x, s.TokenLinear($"{layer}.project", y, width, width)]);
            y = Gelu(s, $"{layer}/mlp", s.TokenLinear($"{layer}.wide", LayerNorm(s, $"{layer}.norm2", x, width), width, 4 * width));
            x = s.Node($"{layer}/Add", [x, s.TokenLinear($"{layer}.narrow", y, 4 * width, width)]);
        }

        x = s.Node("ReduceMean", [x], Sketch.Ints("axes", 1), Sketch.Int("keepdims", 0));
        return s.Output(s.Linear("head", x, width, 10));
    }
}
