using SwapScore.Networks;
using SwapScore.Networks.Operations;

namespace SwapScore.Tests.Engine;

/// <summary>Small networks of one operation each, with a map of weights before and behind it: for derivatives that are compared with finite differences.</summary>
internal static class DifferentiableOperations
{
    private static readonly Shape Samples = new(3, 5, 6);

    public static TheoryData<string> Names { get; } =
    [
        "relu", "leaky", "capped", "hard sigmoid", "sigmoid", "gelu", "silu", "hard swish", "tanh", "scaling",
        "softmax", "softmax along rows", "batchnorm", "plain batchnorm", "batchnorm, relu", "dropout",
        "layernorm", "sum", "concatenation", "multiply", "square", "gate", "product",
        "product, both transposed", "span", "cosines", "sines along rows", "convolution", "depthwise",
        "sequence", "transposed convolution", "maximum", "average", "global", "crop",
        "slice", "reshape", "class token", "class token without a place", "transpose", "relative lookup", "relative sum",
    ];

    /// <summary>The network of an operation.</summary>
    public static Network Network(string name)
    {
        var builder = new NetworkBuilder(name);
        var x = builder.Convolution(builder.Input(name is "sequence" or "class token" or "class token without a place" ? new Shape(3, 1, 9) : Samples), 3, 1, name: "map");
        return builder.Build(builder.Linear(Operation(builder, x, name), 1, bias: false, name: "sum"));
    }

    private static Node Operation(NetworkBuilder builder, Node x, string name) => name switch
    {
        "relu" => builder.Relu(x),
        "leaky" => builder.LeakyRelu(x, 0.2f),
        "capped" => builder.CappedRelu(x, 0.9f),
        "hard sigmoid" => builder.HardSigmoid(x, 0.3f),
        "sigmoid" => builder.Sigmoid(x),
        "gelu" => builder.Gelu(x),
        "silu" => builder.Silu(x),
        "hard swish" => builder.HardSwish(builder.Scaling(x, 3)),
        "tanh" => builder.Tanh(x),
        "scaling" => builder.Scaling(x, -0.3f),
        "softmax" => builder.Softmax(x),
        "softmax along rows" => builder.Softmax(x, alongRows: true),
        "batchnorm" => builder.BatchNormalization(x),
        "plain batchnorm" => builder.BatchNormalization(x, affine: false),
        "batchnorm, relu" => builder.Relu(builder.BatchNormalization(x)),
        "dropout" => builder.Dropout(x, 0.3f),
        "layernorm" => builder.LayerNormalization(x, 1e-5f),
        "sum" => builder.Sum([x, builder.Tanh(x)]),
        "concatenation" => builder.Concatenation([x, builder.Tanh(x)]),
        "multiply" => builder.Multiply(x, builder.Tanh(x)),
        "square" => builder.Multiply(x, x),
        "gate" => builder.Multiply(x, builder.Sigmoid(builder.GlobalAveragePooling(x))),
        "product" => builder.MatrixProduct(x, x, transposeSecond: true, scale: 0.5f),
        "product, both transposed" => builder.MatrixProduct(x, builder.Reshape(x, new Shape(3, 6, 5)), transposeFirst: true, transposeSecond: true),
        "span" => builder.SpanConvolution(x, builder.Tanh(x)),
        "cosines" => builder.SpectralTransform(x, SpectralKind.DiscreteCosine),
        "sines along rows" => builder.SpectralTransform(x, SpectralKind.Sine, alongRows: true),
        "convolution" => builder.Convolution(x, 4, 3, stride: 2, padding: 2, dilation: 2),
        "depthwise" => builder.Convolution(x, 3, 3, padding: 1, groups: 3),
        "sequence" => builder.SequenceConvolution(x, 5),
        "transposed convolution" => builder.TransposedConvolution(x, 2, 3, 2, 1),
        "maximum" => builder.MaxPooling(x, 3, 2, 1),
        "average" => builder.AveragePooling(x, 3, 2, 1),
        "global" => builder.GlobalAveragePooling(x),
        "crop" => builder.Crop(x, 1, 2),
        "slice" => builder.ChannelSlice(x, 1, 1),
        "class token" => builder.ClassToken(x, 12),
        "class token without a place" => builder.ClassToken(x, 12, hasPlace: false),
        "transpose" => builder.Transpose(x),
        "relative lookup" => builder.RelativeLookup(builder.Convolution(x, 8, 1), 5, 1, 1),
        "relative sum" => builder.RelativeSum(builder.Crop(x, 0, 1), 2, 2, 1),
        _ => builder.Reshape(x, new Shape(1, 9, 10)),
    };
}
