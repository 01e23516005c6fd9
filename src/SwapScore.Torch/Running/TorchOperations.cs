using SwapScore.Networks;
using SwapScore.Networks.Operations;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;
using Tensor = TorchSharp.torch.Tensor;

namespace SwapScore.Torch.Running;

/// <summary>Every operation of a network in libtorch's terms. Tensors are <c>[sample][channel][row][column]</c>.</summary>
internal static class TorchOperations
{
    /// <summary>The value of a node.</summary>
    /// <param name="node">The node; not an input.</param>
    /// <param name="x">The values it reads.</param>
    /// <param name="weights">Its parameters; null for those it has not.</param>
    public static Tensor Compute(Node node, Tensor[] x, Func<ParameterRole, Tensor?> weights) => node.Operation switch
    {
        Convolution convolution => Convolve(convolution, x[0], weights),
        TransposedConvolution convolution => conv_transpose2d(
            x[0], weights(ParameterRole.TransposedConvolutionWeight)!.transpose(0, 1), weights(ParameterRole.Bias),
            Both(convolution.Stride), Both(convolution.Padding), Both(convolution.OutputPadding)),
        Linear => linear(x[0].flatten(1), weights(ParameterRole.LinearWeight)!, weights(ParameterRole.Bias)).unsqueeze(-1).unsqueeze(-1),
        BatchNormalization norm => Normalize(norm, x[0], weights),
        LayerNormalization norm => layer_norm(
            x[0].permute(0, 2, 3, 1), [node.Shape.Channels], weights(ParameterRole.Scale), weights(ParameterRole.Shift), norm.Epsilon).permute(0, 3, 1, 2),
        ActivationFunction { Kind: FunctionKind.Relu } => relu(x[0]),
        ActivationFunction { Kind: FunctionKind.LeakyRelu } leaky => x[0].LeakyRelu(leaky.Setting),
        ActivationFunction { Kind: FunctionKind.CappedRelu } capped => x[0].Between(0, capped.Setting),
        ActivationFunction { Kind: FunctionKind.HardSigmoid } hard => x[0].Times(hard.Setting).Plus(0.5).Between(0, 1),
        ActivationFunction { Kind: FunctionKind.Sigmoid } => x[0].sigmoid(),
        Scaling scaling => x[0].Times(scaling.Factor),
        ActivationFunction { Kind: FunctionKind.Gelu } => gelu(x[0]),
        ActivationFunction { Kind: FunctionKind.Silu } => silu(x[0]),
        ActivationFunction { Kind: FunctionKind.HardSwish } => hardswish(x[0]),
        ActivationFunction { Kind: FunctionKind.Tanh } => tanh(x[0]),
        MaxPooling pool => max_pool2d(x[0], Both(pool.Kernel), Both(pool.Stride), Both(pool.Padding)),
        AveragePooling pool => avg_pool2d(x[0], Both(pool.Kernel), Both(pool.Stride), Both(pool.Padding), count_include_pad: pool.CountPadding),
        GlobalAveragePooling => x[0].mean([2, 3], keepdim: true),
        Add => x.Aggregate(Arithmetic.Plus),
        Concatenation => cat(x, 1),
        Zero => zeros([x[0].shape[0], node.Shape.Channels, node.Shape.Rows, node.Shape.Columns], x[0].dtype, x[0].device),
        Crop crop => x[0].narrow(2, crop.Rows, node.Shape.Rows).narrow(3, crop.Columns, node.Shape.Columns),
        ChannelSlice slice => x[0].narrow(1, slice.First, slice.Count),
        Softmax along => softmax(x[0], along.AlongRows ? 2 : 3),
        MatrixProduct product => Multiply(product, x[0], x[1]),
        Networks.Operations.Multiply => x[0] * x[1],
        SpanConvolution => ConvolveSpans(x[0], x[1]),
        SpectralTransform transform => Transform(transform, x[0], node.Shape),
        TokenEmbedding => Embed(x[0], weights),
        ClassToken token => AddClassToken(x[0], token.HasPlace, weights),
        Transpose => x[0].transpose(1, 2).contiguous(),
        RelativeLookup lookup => RelativePositions.Lookup(lookup.Indicators(), x[0]),
        RelativeSum sum => RelativePositions.Sum(sum.Indicators(), x[0]),
        DropPath => x[0],
        Reshape => x[0].reshape(x[0].shape[0], node.Shape.Channels, node.Shape.Rows, node.Shape.Columns),
        _ => throw new NotSupportedException($"{node.Operation.Name} has no counterpart in libtorch."),
    };

    private static long[] Both(int value) => [value, value];

    private static Tensor Convolve(Convolution convolution, Tensor x, Func<ParameterRole, Tensor?> weights)
    {
        var (rows, columns) = (convolution.RowWindow, convolution.ColumnWindow);
        return conv2d(
            x, weights(ParameterRole.ConvolutionWeight)!, weights(ParameterRole.Bias), [rows.Stride, columns.Stride],
            [rows.Padding, columns.Padding], [rows.Dilation, columns.Dilation], convolution.Groups);
    }

    /// <summary>With the statistics of the batch. libtorch refuses a single value per channel, which is its own mean.</summary>
    private static Tensor Normalize(BatchNormalization norm, Tensor x, Func<ParameterRole, Tensor?> weights)
    {
        var (scale, shift) = (weights(ParameterRole.Scale), weights(ParameterRole.Shift));
        if (x.numel() > x.shape[1]) return batch_norm(x, null, null, scale, shift, training: true, eps: norm.Epsilon);
        var centred = x - x;
        return shift is null ? centred : (centred * scale!.view(1, -1, 1, 1)).Plus(shift.view(1, -1, 1, 1));
    }

    private static Tensor Multiply(MatrixProduct product, Tensor first, Tensor second)
    {
        if (product.TransposeFirst) first = first.transpose(2, 3);
        if (product.TransposeSecond) second = second.transpose(2, 3);
        var result = first.matmul(second);
        return product.Scale == 1 ? result : result.Times(product.Scale);
    }

    private static Tensor ConvolveSpans(Tensor kernels, Tensor x)
    {
        var (positions, tokens) = (kernels.shape[2], x.shape[3]);
        var padded = pad(x, (positions / 2, positions / 2));
        return Enumerable.Range(0, (int)positions)
            .Select(j => kernels.narrow(2, j, 1) * padded.narrow(3, j, tokens))
            .Aggregate(Arithmetic.Plus);
    }

    private static Tensor Transform(SpectralTransform transform, Tensor x, Shape shape)
    {
        var length = transform.AlongRows ? shape.Rows : shape.Columns;
        var matrix = tensor(transform.Matrix(length), [length, length], x.dtype, x.device);
        return transform.AlongRows ? matrix.matmul(x) : x.matmul(matrix.transpose(0, 1));
    }

    /// <summary>A class token behind the sequence <c>[sample][feature][1][token]</c>, and embeddings of places.</summary>
    private static Tensor AddClassToken(Tensor x, bool hasPlace, Func<ParameterRole, Tensor?> weights)
    {
        var token = weights(ParameterRole.TypeEmbedding)!.view(1, -1, 1, 1).expand(x.shape[0], -1, -1, -1);
        return hasPlace ? Placed(cat([x, token], 3)) : cat([Placed(x), token], 3);

        Tensor Placed(Tensor tokens) =>
            tokens.Plus(weights(ParameterRole.PositionEmbedding)!.narrow(0, 0, tokens.shape[3]).transpose(0, 1).unsqueeze(0).unsqueeze(2));
    }

    /// <summary>From token numbers <c>[sample][1][1][token]</c> to features <c>[sample][feature][1][token]</c>.</summary>
    private static Tensor Embed(Tensor tokens, Func<ParameterRole, Tensor?> weights)
    {
        var (samples, count) = (tokens.shape[0], tokens.shape[3]);
        var words = weights(ParameterRole.WordEmbedding)!.index_select(0, tokens.reshape(-1).to_type(ScalarType.Int64)).view(samples, count, -1);
        var all = words.Plus(weights(ParameterRole.TypeEmbedding)!.narrow(0, 0, 1)).Plus(weights(ParameterRole.PositionEmbedding)!.narrow(0, 0, count));
        return all.permute(0, 2, 1).unsqueeze(2);
    }
}
