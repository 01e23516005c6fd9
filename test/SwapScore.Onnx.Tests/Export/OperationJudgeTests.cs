using SwapScore.Data;
using SwapScore.Engine;
using SwapScore.Networks;
using SwapScore.Networks.Operations;
using SwapScore.Tests.Engine;

namespace SwapScore.Onnx.Tests.Export;

/// <summary>Every operation, in awkward settings, is to ONNX Runtime what it is to our engine.</summary>
public sealed class OperationJudgeTests
{
    private const double Tolerance = 1e-4;

    private static readonly Dictionary<string, Func<NetworkBuilder, Node, Node>> Cases = new()
    {
        ["convolution 1×1 bias"] = (b, x) => b.Convolution(x, 5, 1, bias: true),
        ["convolution 3×3 stride 2 padding 1"] = (b, x) => b.Convolution(x, 5, 3, stride: 2, padding: 1),
        ["convolution 3×3 padding 4"] = (b, x) => b.Convolution(x, 2, 3, padding: 4),
        ["convolution 2×2 stride 3 dilation 3"] = (b, x) => b.Convolution(x, 4, 2, stride: 3, dilation: 3, bias: true),
        ["convolution grouped"] = (b, x) => b.Convolution(x, 9, 3, padding: 2, dilation: 2, groups: 3),
        ["convolution depthwise 5×5 dilation 2"] = (b, x) => b.Convolution(x, 6, 5, stride: 2, padding: 4, dilation: 2, groups: 6),
        ["convolution along a sequence"] = (b, x) => b.SequenceConvolution(x, 5),
        ["transposed convolution stride 2"] = (b, x) => b.TransposedConvolution(x, 4, 3, stride: 2, padding: 1, outputPadding: 1, bias: true),
        ["transposed convolution stride 3"] = (b, x) => b.TransposedConvolution(x, 7, 4, stride: 3, padding: 0, outputPadding: 2),
        ["linear"] = (b, x) => b.Linear(x, 7),
        ["linear without bias"] = (b, x) => b.Linear(x, 3, bias: false),
        ["two linear"] = (b, x) => b.Linear(b.Relu(b.Linear(x, 8)), 3),
        ["sum of linear and pooled"] = (b, x) => b.Sum([b.Linear(x, 6), b.GlobalAveragePooling(x)]),
        ["concatenation of linear"] = (b, x) => b.Concatenation([b.Linear(x, 6), b.Linear(x, 2)]),
        ["batch normalisation"] = (b, x) => b.BatchNormalization(x),
        ["batch normalisation, not affine"] = (b, x) => b.BatchNormalization(x, affine: false),
        ["layer normalisation"] = (b, x) => b.LayerNormalization(x, 1e-12f),
        ["relu"] = (b, x) => b.Relu(x),
        ["leaky relu"] = (b, x) => b.LeakyRelu(x, 0.2f),
        ["capped relu"] = (b, x) => b.CappedRelu(x, 0.7f),
        ["hard sigmoid"] = (b, x) => b.HardSigmoid(x, 0.3f),
        ["sigmoid"] = (b, x) => b.Sigmoid(x),
        ["scaling"] = (b, x) => b.Scaling(x, 0.3f),
        ["gelu"] = (b, x) => b.Gelu(x),
        ["silu"] = (b, x) => b.Silu(x),
        ["hard swish"] = (b, x) => b.HardSwish(b.Scaling(x, 3)),
        ["tanh"] = (b, x) => b.Tanh(x),
        ["softmax"] = (b, x) => b.Softmax(x),
        ["softmax along rows"] = (b, x) => b.Softmax(x, alongRows: true),
        ["max pooling"] = (b, x) => b.MaxPooling(x, 3, 2, padding: 1),
        ["max pooling 2×2 padding 1"] = (b, x) => b.MaxPooling(x, 2, 3, padding: 1),
        ["average pooling"] = (b, x) => b.AveragePooling(x, 3, 2, padding: 1),
        ["average pooling counting padding"] = (b, x) => b.AveragePooling(x, 5, 3, padding: 2, countPadding: true),
        ["global average pooling"] = (b, x) => b.GlobalAveragePooling(x),
        ["sum of three"] = (b, x) => b.Sum([x, b.Relu(x), b.Tanh(x)]),
        ["sum of one"] = (b, x) => b.Add(new Add(), [x]),
        ["sum with zero"] = (b, x) => b.Sum([b.Zero(x), b.Tanh(x)]),
        ["sum of zeros"] = (b, x) => b.Sum([b.Zero(x), b.Zero(x)]),
        ["zero of other channels, stride 2"] = (b, x) => b.Concatenation([b.Zero(x, 2, 4), b.Convolution(x, 3, 1, 2)]),
        ["concatenation of three"] = (b, x) => b.Concatenation([x, b.Convolution(x, 1, 1), x]),
        ["crop"] = (b, x) => b.Crop(x, 2, 1),
        ["crop of nothing"] = (b, x) => b.Crop(x, 0, 0),
        ["channel slice"] = (b, x) => b.ChannelSlice(x, 2, 3),
        ["multiply"] = (b, x) => b.Multiply(x, b.Tanh(x)),
        ["gate"] = (b, x) => b.Multiply(x, b.Sigmoid(b.GlobalAveragePooling(x))),
        ["gate from a linear map"] = (b, x) => b.Multiply(x, b.Linear(x, 6)),
        ["dropout, off"] = (b, x) => b.Add(new Dropout(0), [x]),
        ["path that may be left out"] = (b, x) => b.DropPath(x),
        ["reshape"] = (b, x) => b.Reshape(x, new Shape(3, 14, 11)),
        ["matrix product"] = (b, x) => b.MatrixProduct(b.Reshape(x, new Shape(6, 11, 7)), x),
        ["matrix product, first transposed, scaled"] = (b, x) => b.MatrixProduct(x, b.Tanh(x), transposeFirst: true, scale: 0.3f),
        ["matrix product, second transposed"] = (b, x) => b.MatrixProduct(x, b.Tanh(x), transposeSecond: true),
        ["cosine along columns"] = (b, x) => b.SpectralTransform(x, SpectralKind.Cosine),
        ["sine along rows"] = (b, x) => b.SpectralTransform(x, SpectralKind.Sine, alongRows: true),
        ["negative sine along columns"] = (b, x) => b.SpectralTransform(x, SpectralKind.NegativeSine),
        ["discrete cosine along both"] = (b, x) => b.SpectralTransform(b.SpectralTransform(x, SpectralKind.DiscreteCosine), SpectralKind.DiscreteCosine, alongRows: true),
        ["span convolution"] = (b, x) => b.SpanConvolution(b.Softmax(b.Crop(x, 2, 0), alongRows: true), x),
        ["class token"] = (b, x) => b.ClassToken(b.Reshape(x, new Shape(6, 1, 77)), 80),
        ["class token without a place"] = (b, x) => b.ClassToken(b.Reshape(x, new Shape(6, 1, 77)), 80, hasPlace: false),
        ["transpose"] = (b, x) => b.Transpose(x),
        ["relative lookup"] = (b, x) => b.RelativeLookup(b.Convolution(x, 8, 1), 2, 5, 1),
        ["relative sum"] = (b, x) => b.RelativeSum(b.Crop(x, 0, 4), 2, 3, 1),
        ["span convolution wider than the sequence"] = (b, x) => b.SpanConvolution(b.Reshape(x, new Shape(22, 7, 3)), b.Tanh(b.Reshape(x, new Shape(22, 7, 3)))),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Operation_Exported_IsTheSameToOnnxRuntime(string name)
    {
        var builder = new NetworkBuilder("case");
        var network = builder.Build(Cases[name](builder, builder.Input(new Shape(6, 7, 11))));
        foreach (var size in (int[])[1, 5])
            foreach (var mode in Enum.GetValues<NormalizationMode>())
            {
                var judgement = OnnxJudge.Compare(network, Noise.ToBatch(new Shape(6, 7, 11), size, 1), new TestInitializer(), mode);
                Assert.True(judgement.OfValues < Tolerance, $"{size} samples, {mode}: {judgement}");
            }
    }

    [Fact]
    public void BatchNormalization_OfFeatures_IsTheSameToOnnxRuntime()
    {
        // Not of one sample: it would divide rounding errors by the root of epsilon.
        var builder = new NetworkBuilder("features");
        var network = builder.Build(builder.BatchNormalization(builder.Linear(builder.Input(new Shape(6, 7, 11)), 8)));
        var judgement = OnnxJudge.Compare(network, Noise.ToBatch(new Shape(6, 7, 11), 5, 1), new TestInitializer());
        Assert.True(judgement.OfValues < Tolerance, judgement.ToString());
    }

    [Fact]
    public void Embedding_Exported_IsTheSameToOnnxRuntime()
    {
        var builder = new NetworkBuilder("tokens");
        var network = builder.Build(builder.TokenEmbedding(builder.Input(new Shape(1, 1, 9)), vocabulary: 30, width: 4, positions: 12));
        var batch = new Batch(new Shape(1, 1, 9), [.. Enumerable.Range(0, 27).Select(i => (float)(i * 7 % 30))], "tokens");
        Assert.True(OnnxJudge.Compare(network, batch, new TestInitializer()).OfValues < Tolerance);
    }

    [Fact]
    public void Operations_All_AreJudged()
    {
        var all = typeof(Operation).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Operation))).Select(type => type.Name);
        var judged = Cases.Values.SelectMany(build =>
        {
            var builder = new NetworkBuilder("case");
            return builder.Build(build(builder, builder.Input(new Shape(6, 7, 11)))).Nodes.Select(node => node.Operation.GetType().Name);
        });

        // The embedding has a test of its own; foreign operations only stand for nodes of models that are ONNX already.
        Assert.Empty(all.Except(judged).Except([nameof(TokenEmbedding), nameof(Foreign), nameof(ForeignActivation)]));
    }
}
