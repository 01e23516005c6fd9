using SwapScore.Networks;

namespace SwapScore.Spaces.TransNasBench101;

/// <summary>The heads of tasks whose output is a picture: convolutions and transposed convolutions, each with normalisation and LeakyReLU.</summary>
/// <param name="builder">Names are within its scope.</param>
/// <param name="doublings">How often the decoder has to double the resolution to undo the encoder's reductions.</param>
internal sealed class TransNasDecoders(NetworkBuilder builder, int doublings)
{
    private const int WidestChannels = 1024;
    private const int MostDoublings = 6;
    private const float Slope = 0.2f;

    private int _blocks;

    /// <summary>
    /// Doublings for an encoder. The benchmark counts from a map of 56×56 after the stem, as for images of 224×224, to pictures of 256×256,
    /// whatever the images really are.
    /// </summary>
    public static int DoublingsFor(IEnumerable<TransNasModule> modules)
    {
        var side = 56;
        foreach (var module in modules)
            if (module is TransNasModule.Smaller or TransNasModule.WiderAndSmaller) side /= 2;
        return int.Log2(256 / side);
    }

    /// <summary>The decoder of autoencoding and surface normals: fourteen blocks, the last with tanh.</summary>
    public Node Generate(Node x, int outputs)
    {
        x = Keep(Keep(x, WidestChannels), WidestChannels);
        x = Keep(doublings == MostDoublings ? Double(x, 512) : Keep(x, 512), 512);
        x = Keep(doublings >= 5 ? Double(x, 256) : Keep(x, 256), 128);
        x = Keep(doublings >= 4 ? Double(x, 64) : Keep(x, 64), 64);
        x = Keep(doublings >= 3 ? Double(x, 32) : Keep(x, 32), 32);
        x = Keep(Double(x, 16), 32);
        x = Double(x, 16);
        return builder.Tanh(builder.Convolution(x, outputs, 3, padding: 1, bias: true, name: "picture"), "tanh");
    }

    /// <summary>The decoder of segmentation: halving the channels, then doubling the resolution with it, then a class a pixel.</summary>
    public Node Segment(Node x, int classes)
    {
        x = Keep(x, WidestChannels);
        for (var i = doublings; i < MostDoublings; i++)
            x = Keep(x, x.Shape.Channels / 2);
        for (var i = 1; i < doublings; i++)
            x = Double(x, x.Shape.Channels / 2);
        x = Double(x, x.Shape.Channels);
        return builder.Convolution(x, classes, 3, padding: 1, bias: true, name: "classes");
    }

    private Node Keep(Node x, int channels)
    {
        var scope = builder.Within($"block{_blocks++}");
        return Activate(scope, scope.Convolution(x, channels, 3, padding: 1, bias: true, name: "convolution"));
    }

    private Node Double(Node x, int channels)
    {
        var scope = builder.Within($"block{_blocks++}");
        return Activate(
            scope, scope.TransposedConvolution(x, channels, 3, stride: 2, padding: 1, outputPadding: 1, bias: true, name: "transposed"));
    }

    private static Node Activate(NetworkBuilder scope, Node x) => scope.LeakyRelu(scope.BatchNormalization(x, name: "normalization"), Slope, "leaky");
}
