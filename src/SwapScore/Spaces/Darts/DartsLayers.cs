using SwapScore.Networks;

namespace SwapScore.Spaces.Darts;

/// <summary>The separable layers of DARTS cells. Each begins with a ReLU of its own, as the published modules do.</summary>
internal static class DartsLayers
{
    /// <summary>Twice: ReLU, depthwise and pointwise convolution, normalisation; the stride on the first.</summary>
    public static Node SeparableConvolution(NetworkBuilder builder, Node x, int kernel, int stride, bool affine)
    {
        x = DepthwiseSeparable(builder.Within("first"), x, kernel, stride, dilation: 1, affine);
        return DepthwiseSeparable(builder.Within("second"), x, kernel, stride: 1, dilation: 1, affine);
    }

    /// <summary>ReLU, depthwise convolution with dilation 2, pointwise convolution, normalisation.</summary>
    public static Node DilatedConvolution(NetworkBuilder builder, Node x, int kernel, int stride, bool affine) =>
        DepthwiseSeparable(builder, x, kernel, stride, dilation: 2, affine);

    private static Node DepthwiseSeparable(NetworkBuilder builder, Node x, int kernel, int stride, int dilation, bool affine)
    {
        var channels = x.Shape.Channels;
        x = builder.Relu(x, "relu");
        x = builder.Convolution(x, channels, kernel, stride, kernel / 2 * dilation, dilation, groups: channels, name: "depthwise");
        x = builder.Convolution(x, channels, 1, name: "pointwise");
        return builder.BatchNormalization(x, affine, "normalization");
    }
}
