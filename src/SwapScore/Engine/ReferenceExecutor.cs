using SwapScore.Data;
using SwapScore.Engine.Kernels;
using SwapScore.Networks;
using SwapScore.Networks.Operations;
using SwapScore.Randomness;
using SwapScore.Weights;

namespace SwapScore.Engine;

/// <summary>
/// Computes a network node by node with the reference kernels: no plan, no vectors, no shared memory, every node kept. Slow, and the
/// judge of <see cref="Executor"/>, with which it agrees bit for bit.
/// </summary>
internal static class ReferenceExecutor
{
    /// <summary>The values of every node, by index.</summary>
    public static IReadOnlyList<ReferenceTensor> Run(
        Network network, Batch batch, IInitializer initializer, RandomKey key, NormalizationMode mode = NormalizationMode.Batch)
    {
        var values = new List<ReferenceTensor>();
        foreach (var node in network.Nodes)
        {
            var weights = Weights(node, initializer, key);
            values.Add(Compute(node, [.. node.Inputs.Select(input => values[input.Index])], batch, weights, mode));
        }

        return values;
    }

    /// <summary>The parameters of a node, by role.</summary>
    public static Dictionary<ParameterRole, float[]> Weights(Node node, IInitializer initializer, RandomKey key)
    {
        var weights = new Dictionary<ParameterRole, float[]>();
        for (var i = 0; i < node.Parameters.Length; i++)
        {
            var values = new float[node.Parameters[i].Count];
            Initializers.Fill(initializer, node.WeightOwner, node.Parameters[i], node.FirstParameter + i, key, values);
            weights.Add(node.Parameters[i].Role, values);
        }

        return weights;
    }

    private static ReferenceTensor Compute(
        Node node, ReferenceTensor[] x, Batch batch, Dictionary<ParameterRole, float[]> weights, NormalizationMode mode) => node.Operation switch
        {
            Input => ReferenceTensor.Create(node.Shape, batch.Size, (channel, row, column, sample) =>
                batch.Sample(sample)[(channel * node.Shape.Rows + row) * node.Shape.Columns + column]),
            Convolution convolution => ConvolutionKernel.Reference(
                convolution, x[0], node.Shape, weights[ParameterRole.ConvolutionWeight], weights.GetValueOrDefault(ParameterRole.Bias)),
            TransposedConvolution convolution => TransposedConvolutionReference.Run(
                convolution, x[0], node.Shape, weights[ParameterRole.TransposedConvolutionWeight], weights.GetValueOrDefault(ParameterRole.Bias)),
            Linear linear => ConvolutionKernel.Reference(
                new Convolution(linear.Outputs, 1), Reshaped(x[0], Shape.Vector((int)x[0].Shape.Count)), node.Shape, weights[ParameterRole.LinearWeight], weights.GetValueOrDefault(ParameterRole.Bias)),
            BatchNormalization norm => Normalize(norm, x[0], weights, mode),
            LayerNormalization norm => LayerNormalizationKernel.Reference(x[0], norm.Epsilon, weights[ParameterRole.Scale], weights[ParameterRole.Shift]),
            ActivationFunction { Kind: FunctionKind.Relu } => ElementwiseKernel.Reference<ReluFunction>(x[0], 0),
            ActivationFunction { Kind: FunctionKind.LeakyRelu } leaky => ElementwiseKernel.Reference<LeakyReluFunction>(x[0], leaky.Setting),
            ActivationFunction { Kind: FunctionKind.CappedRelu } capped => ElementwiseKernel.Reference<CappedReluFunction>(x[0], capped.Setting),
            ActivationFunction { Kind: FunctionKind.HardSigmoid } hard => ElementwiseKernel.Reference<HardSigmoidFunction>(x[0], hard.Setting),
            ActivationFunction { Kind: FunctionKind.Sigmoid } => ElementwiseKernel.Reference<SigmoidFunction>(x[0], 0),
            Scaling scaling => ElementwiseKernel.Reference<ScalingFunction>(x[0], scaling.Factor),
            ActivationFunction { Kind: FunctionKind.Gelu } => ElementwiseKernel.Reference<GeluFunction>(x[0], 0),
            ActivationFunction { Kind: FunctionKind.Silu } => ElementwiseKernel.Reference<SiluFunction>(x[0], 0),
            ActivationFunction { Kind: FunctionKind.HardSwish } => ElementwiseKernel.Reference<HardSwishFunction>(x[0], 0),
            ActivationFunction { Kind: FunctionKind.Tanh } => ElementwiseKernel.Reference<TanhFunction>(x[0], 0),
            MaxPooling pool => PoolingKernel.ReferenceMaximum(new Window(pool.Kernel, pool.Stride, pool.Padding), x[0], node.Shape),
            AveragePooling pool =>
                PoolingKernel.ReferenceAverage(new Window(pool.Kernel, pool.Stride, pool.Padding), pool.CountPadding, x[0], node.Shape),
            GlobalAveragePooling => PoolingKernel.ReferenceGlobalAverage(x[0]),
            Add => ElementwiseKernel.ReferenceSum(x),
            Concatenation => CopyKernel.ReferenceConcatenation(x, node.Shape),
            Zero => new ReferenceTensor(node.Shape, batch.Size),
            Crop crop => CopyKernel.ReferenceSlice(x[0], node.Shape, 0, crop.Rows, crop.Columns),
            ChannelSlice slice => CopyKernel.ReferenceSlice(x[0], node.Shape, slice.First, 0, 0),
            Softmax softmax => SoftmaxKernel.Reference(x[0], softmax.AlongRows),
            MatrixProduct product => MatrixProductKernel.Reference(product, x[0], x[1], node.Shape),
            Multiply => ElementwiseKernel.ReferenceProduct(x[0], x[1]),
            SpanConvolution => SpanConvolutionKernel.Reference(x[0], x[1]),
            SpectralTransform transform => SpectralKernel.Reference(x[0], transform),
            Dropout dropout => DropoutKernel.Reference(x[0], dropout.Rate, RandomKey.FromFloats(weights[ParameterRole.DropoutKey])),
            TokenEmbedding => EmbeddingKernel.Reference(
                x[0], node.Shape, weights[ParameterRole.WordEmbedding], weights[ParameterRole.PositionEmbedding], weights[ParameterRole.TypeEmbedding]),
            ClassToken token => ClassTokenKernel.Reference(x[0], node.Shape, weights[ParameterRole.TypeEmbedding], weights[ParameterRole.PositionEmbedding], token.HasPlace),
            Transpose => CopyKernel.ReferenceTranspose(x[0]),
            RelativeLookup lookup => RelativeKernel.ReferenceLookup(lookup.Grid, x[0]),
            RelativeSum sum => RelativeKernel.ReferenceSum(sum.Grid, x[0]),
            Reshape or DropPath => Reshaped(x[0], node.Shape),
            _ => throw new NotSupportedException($"There is no reference for {node.Operation.Name}."),
        };

    private static ReferenceTensor Normalize(
        BatchNormalization norm, ReferenceTensor x, Dictionary<ParameterRole, float[]> weights, NormalizationMode mode)
    {
        var channels = x.Shape.Channels;
        var gamma = weights.GetValueOrDefault(ParameterRole.Scale) ?? [.. Enumerable.Repeat(1f, channels)];
        var beta = weights.GetValueOrDefault(ParameterRole.Shift) ?? new float[channels];
        return mode == NormalizationMode.Batch
            ? BatchNormalizationKernel.Reference(x, norm.Epsilon, gamma, beta)
            : BatchNormalizationKernel.ReferenceRunning(
                x, norm.Epsilon, gamma, beta, weights[ParameterRole.RunningMean], weights[ParameterRole.RunningVariance]);
    }

    /// <summary>The same values as another shape.</summary>
    public static ReferenceTensor Reshaped(ReferenceTensor x, Shape shape)
    {
        var y = new ReferenceTensor(shape, x.Samples);
        x.Values.CopyTo(y.Values, 0);
        return y;
    }
}
