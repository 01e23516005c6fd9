namespace SwapScore.Onnx.Tests.Models;

/// <summary>
/// Classic networks, written as real exporters write them. Width and image side are arguments: narrow and small for tests, as published for
/// measurements.
/// </summary>
internal static partial class Zoo
{
    public static Sketch AlexNet(int width = 8, int side = 64, long batch = -1)
    {
        var s = new Sketch();
        var x = s.Activation("features/1/Relu", s.Conv("features.0", s.Image(batch, 3, side), 3, width, 11, 4, 2, bias: true));
        x = s.Pool("features/2/MaxPool", x, 3, 2);
        x = s.Activation("features/4/Relu", s.Conv("features.3", x, width, 3 * width, 5, bias: true));
        x = s.Activation("features/7/Relu", s.Conv("features.6", x, 3 * width, 6 * width, 3, bias: true));
        x = s.Activation("features/9/Relu", s.Conv("features.8", x, 6 * width, 4 * width, 3, bias: true));
        x = s.Node("avgpool/GlobalAveragePool", [x]);
        x = s.Node("Flatten", [x], Sketch.Int("axis", 1));
        x = s.Activation("classifier/2/Relu", s.Linear("classifier.1", s.Node("classifier/0/Identity", [x]), 4 * width, 64 * width));
        return s.Output(s.Linear("classifier.6", x, 64 * width, 10));
    }

    public static Sketch Vgg(int width = 4, int side = 32, long batch = -1)
    {
        var s = new Sketch();
        var (x, channels) = (s.Image(batch, 3, side), 3);
        foreach (var (stage, count) in new[] { 2, 2, 3, 3, 3 }.Index())
        {
            for (var i = 0; i < count; i++)
            {
                var to = width * Math.Min(8, 1 << stage);
                x = s.Activation($"features/{stage}/{i}/Relu", s.Conv($"features.{stage}.{i}", x, channels, to, 3, bias: true));
                channels = to;
            }

            x = s.Pool("features/MaxPool", x, 2, 2);
        }

        var features = channels * (side / 32) * (side / 32);
        x = s.Node("Flatten", [x], Sketch.Int("axis", 1));
        x = s.Activation("classifier/1/Relu", s.Linear("classifier.0", x, features, 64 * width));
        x = s.Activation("classifier/4/Relu", s.Linear("classifier.3", x, 64 * width, 64 * width));
        return s.Output(s.Linear("classifier.6", x, 64 * width, 10));
    }

    public static Sketch ResNet(int width = 8, int side = 32, long batch = -1, int blocks = 2, int opset = 17)
    {
        var s = new Sketch(opset);
        var x = s.ConvBnRelu("stem", s.Image(batch, 3, side), 3, width, 7, 2);
        x = s.Pool("maxpool/MaxPool", x, 3, 2, 1);
        var channels = width;
        for (var stage = 0; stage < 4; stage++)
            for (var i = 0; i < blocks; i++)
            {
                var (to, stride, scope) = (width << stage, i == 0 && stage > 0 ? 2 : 1, $"layer{stage + 1}.{i}");
                var path = scope.Replace('.', '/');
                var y = s.ConvBnRelu($"{scope}.1", x, channels, to, 3, stride);
                y = s.BatchNorm($"{scope}.bn2", s.Conv($"{scope}.conv2", y, to, to, 3), to);
                if (stride > 1 || channels != to)
                    x = s.BatchNorm($"{scope}.downsample.1", s.Conv($"{scope}.downsample.0", x, channels, to, 1, stride), to);
                x = s.Activation($"{path}/relu_1/Relu", s.Node($"{path}/Add", [y, x]));
                channels = to;
            }

        x = s.Node("avgpool/GlobalAveragePool", [x]);
        return s.Output(s.Linear("fc", s.Node("Flatten", [x], Sketch.Int("axis", 1)), channels, 10));
    }

    public static Sketch DenseNet(int growth = 8, int side = 32, long batch = -1, int layers = 4)
    {
        var s = new Sketch();
        var x = s.ConvBnRelu("features.conv0", s.Image(batch, 3, side), 3, 2 * growth, 7, 2);
        var channels = 2 * growth;
        for (var block = 0; block < 3; block++)
        {
            for (var layer = 0; layer < layers; layer++, channels += growth)
            {
                var scope = $"features.denseblock{block + 1}.denselayer{layer + 1}";
                var path = scope.Replace('.', '/');
                var y = s.Activation($"{path}/relu1/Relu", s.BatchNorm($"{scope}.norm1", x, channels));
                y = s.Activation($"{path}/relu2/Relu", s.BatchNorm($"{scope}.norm2", s.Conv($"{scope}.conv1", y, channels, 4 * growth, 1), 4 * growth));
                x = s.Cat($"{path}/Concat", 1, x, s.Conv($"{scope}.conv2", y, 4 * growth, growth, 3));
            }

            if (block == 2) break;
            x = s.Activation($"features/transition{block + 1}/relu/Relu", s.BatchNorm($"features.transition{block + 1}.norm", x, channels));
            x = s.Pool("features/transition/AveragePool", s.Conv($"features.transition{block + 1}.conv", x, channels, channels / 2, 1), 2, 2);
            channels /= 2;
        }

        x = s.Activation("Relu", s.BatchNorm("features.norm5", x, channels));
        x = s.Node("GlobalAveragePool", [x]);
        return s.Output(s.Linear("classifier", s.Node("Flatten", [x], Sketch.Int("axis", 1)), channels, 10));
    }

    public static Sketch Inception(int width = 4, int side = 32, long batch = -1)
    {
        var s = new Sketch();
        var x = s.ConvBnRelu("conv1", s.Image(batch, 3, side), 3, 4 * width, 3, 2);
        var channels = 4 * width;
        foreach (var name in new[] { "3a", "3b", "4a" })
        {
            var scope = $"inception{name}";
            x = s.Cat(
                $"{scope}/Concat",
                1,
                s.ConvBnRelu($"{scope}.branch1", x, channels, 4 * width, 1),
                s.ConvBnRelu($"{scope}.branch2.1", s.ConvBnRelu($"{scope}.branch2.0", x, channels, 4 * width, 1), 4 * width, 8 * width, 3),
                s.ConvBnRelu($"{scope}.branch3.1", s.ConvBnRelu($"{scope}.branch3.0", x, channels, width, 1), width, 2 * width, 5),
                s.ConvBnRelu($"{scope}.branch4.1", s.Pool($"{scope}/branch4/MaxPool", x, 3, 1, 1), channels, 2 * width, 1));
            channels = 16 * width;
        }

        x = s.Node("avgpool/GlobalAveragePool", [x]);
        return s.Output(s.Linear("fc", s.Node("Flatten", [x], Sketch.Int("axis", 1)), channels, 10));
    }

    public static Sketch SqueezeNet(int width = 4, int side = 32, long batch = -1)
    {
        var s = new Sketch();
        var x = s.Activation("features/1/Relu", s.Conv("features.0", s.Image(batch, 3, side), 3, 4 * width, 3, 2, bias: true));
        var channels = 4 * width;
        for (var i = 3; i < 7; i++)
        {
            var path = $"features/{i}";
            x = s.Activation($"{path}/squeeze_activation/Relu", s.Conv($"features.{i}.squeeze", x, channels, width, 1, bias: true));
            x = s.Cat(
                $"{path}/Concat",
                1,
                s.Activation($"{path}/expand1x1_activation/Relu", s.Conv($"features.{i}.expand1x1", x, width, 4 * width, 1, bias: true)),
                s.Activation($"{path}/expand3x3_activation/Relu", s.Conv($"features.{i}.expand3x3", x, width, 4 * width, 3, bias: true)));
            channels = 8 * width;
        }

        x = s.Activation("classifier/2/Relu", s.Conv("classifier.1", x, channels, 10, 1, bias: true));
        return s.Output(s.Node("Flatten", [s.Node("classifier/3/GlobalAveragePool", [x])], Sketch.Int("axis", 1)));
    }

    /// <summary>The shuffle of channels is written as arithmetic on shapes; with a fixed batch, as numbers.</summary>
    public static Sketch ShuffleNet(int width = 8, int side = 32, long batch = -1)
    {
        var s = new Sketch();
        var x = s.ConvBnRelu("conv1", s.Image(batch, 3, side), 3, 2 * width, 3, 2);
        for (var i = 0; i < 3; i++)
        {
            var (path, scope) = ($"stage2/{i}", $"stage2.{i}");
            var left = s.Node($"{path}/Slice", [x, s.Constant([0L]), s.Constant([width]), s.Constant([1L])]);
            var right = s.Node($"{path}/Slice", [x, s.Constant([width]), s.Constant([2L * width]), s.Constant([1L])]);
            right = s.ConvBnRelu($"{scope}.branch2.0", right, width, width, 1);
            right = s.BatchNorm($"{scope}.branch2.4", s.Conv($"{scope}.branch2.3", right, width, width, 3, group: width), width);
            right = s.ConvBnRelu($"{scope}.branch2.5", right, width, width, 1);
            x = Shuffled(s, path, s.Cat($"{path}/Concat", 1, left, right), width, side / 2, batch);
        }

        x = s.ConvBnRelu("conv5", x, 2 * width, 4 * width, 1);
        x = s.Node("ReduceMean", [x], Sketch.Ints("axes", 2, 3), Sketch.Int("keepdims", 0));
        return s.Output(s.Linear("fc", x, 4 * width, 10));
    }

    private static string Shuffled(Sketch s, string path, string x, int width, int side, long batch)
    {
        if (batch > 0)
        {
            x = s.Node($"{path}/Reshape", [x, s.Constant(batch, 2, width, side, side)]);
            x = s.Node($"{path}/Transpose", [x], Sketch.Ints("perm", 0, 2, 1, 3, 4));
            return s.Node($"{path}/Reshape", [x, s.Constant(batch, -1, side, side)]);
        }

        string Dimension(string value, long axis) => s.Node($"{path}/Gather", [s.Node($"{path}/Shape", [value]), s.Scalar(axis)], Sketch.Int("axis", 0));
        string Listed(string value) => s.Node($"{path}/Unsqueeze", [value, s.Constant([0L])]);

        var (n, h, w) = (Dimension(x, 0), Dimension(x, 2), Dimension(x, 3));
        x = s.Node($"{path}/Reshape", [x, s.Cat($"{path}/Concat", 0, Listed(n), s.Constant([2L]), s.Constant([width]), Listed(h), Listed(w))]);
        x = s.Node($"{path}/Transpose", [x], Sketch.Ints("perm", 0, 2, 1, 3, 4));
        return s.Node($"{path}/Reshape", [x, s.Cat($"{path}/Concat", 0, Listed(n), s.Constant([-1L]), Listed(h), Listed(w))]);
    }
}
