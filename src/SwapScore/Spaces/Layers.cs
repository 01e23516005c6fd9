using System.Collections.Immutable;
using SwapScore.Networks;

namespace SwapScore.Spaces;

/// <summary>Compound layers that several spaces are made of. Each begins with a ReLU of its own, as the published modules do.</summary>
internal static class Layers
{
    /// <summary>ReLU, convolution that keeps rows and columns up to the stride, normalisation.</summary>
    public static Node ReluConvolution(NetworkBuilder builder, Node x, int channels, int kernel, int stride = 1, bool affine = true)
    {
        x = builder.Relu(x, "relu");
        x = builder.Convolution(x, channels, kernel, stride, kernel / 2, name: "convolution");
        return builder.BatchNormalization(x, affine, "normalization");
    }

    /// <summary>The mean of the operations an edge of a super-network has; each has the weights it would have beside all others.</summary>
    /// <param name="builder">The scope of the edge.</param>
    /// <param name="operations">How many it can have.</param>
    /// <param name="present">Which ones it has, ascending.</param>
    /// <param name="add">Adds one of them to a scope.</param>
    public static Node Mixed(NetworkBuilder builder, int operations, ImmutableArray<int> present, Func<NetworkBuilder, int, Node> add)
    {
        var terms = new List<Node>();
        for (var operation = 0; operation < operations; operation++)
        {
            var scope = builder.Within($"operation{operation}");
            if (present.Contains(operation))
                terms.Add(add(scope, operation));
            else
                scope.LeaveOut(left => add(left, operation));
        }

        return builder.Scaling(builder.Sum(terms, "sum"), 1f / terms.Count, "mean");
    }

    /// <summary>
    /// Half the resolution without pooling: one half of the channels from the pixels at even rows and columns, the other from those at
    /// odd ones.
    /// </summary>
    public static Node FactorizedReduction(NetworkBuilder builder, Node x, int channels, bool affine = true)
    {
        x = builder.Relu(x, "relu");
        var even = builder.Convolution(x, channels / 2, 1, stride: 2, name: "even");
        var odd = OddPixels(builder, x, channels - channels / 2);
        var both = builder.Concatenation([even, odd], "concatenation");
        return builder.BatchNormalization(both, affine, "normalization");
    }

    private static Node OddPixels(NetworkBuilder builder, Node x, int channels)
    {
        if (x.Shape is { Rows: var rows, Columns: var columns } && rows % 2 == 0 && columns % 2 == 0)
            return builder.Convolution(builder.Crop(x, 1, 1, "crop"), channels, 1, stride: 2, name: "odd");

        // An odd side has one odd pixel less than even ones, which the published module cannot join; here a zero beyond the edge is read.
        // With padding 1 the positions are −1, 1, 3 … beyond the edge, and the first is dropped.
        return builder.Crop(builder.Convolution(x, channels, 1, stride: 2, padding: 1, name: "odd"), 1, 1, "crop");
    }
}
