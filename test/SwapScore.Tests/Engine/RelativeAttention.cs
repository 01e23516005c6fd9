using SwapScore.Networks;

namespace SwapScore.Tests.Engine;

/// <summary>A small vision Transformer's attention: patches, a class token, and relative positions of keys and values.</summary>
internal static class RelativeAttention
{
    private const int Width = 3;

    /// <summary>The network for images of 2 channels.</summary>
    public static Network Network(int rows, int columns, int heads, int reach)
    {
        var builder = new NetworkBuilder("attention");
        var patches = builder.Convolution(builder.Input(new Shape(2, rows, columns)), heads * Width, 1, bias: true);
        var x = builder.ClassToken(builder.Reshape(patches, new Shape(heads * Width, 1, rows * columns)), rows * columns + 3, hasPlace: rows % 2 == 0);
        var query = builder.Reshape(x, new Shape(heads, Width, x.Shape.Columns));
        var products = builder.Convolution(builder.Transpose(query), 2 * (2 * reach + 2), 1);
        var scores = builder.Sum([builder.RelativeLookup(products, rows, columns, reach), builder.MatrixProduct(query, query, transposeFirst: true, scale: 0.5f)]);
        var weights = builder.Softmax(scores);
        var values = builder.Transpose(builder.Convolution(builder.RelativeSum(weights, rows, columns, reach), Width, 1));
        return builder.Build(builder.Gelu(builder.Sum([builder.MatrixProduct(query, weights, transposeSecond: true), values])));
    }
}
