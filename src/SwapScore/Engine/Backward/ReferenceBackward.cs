using SwapScore.Engine.Backward.Kernels;
using SwapScore.Engine.Kernels;
using SwapScore.Networks;
using SwapScore.Networks.Operations;
using SwapScore.Randomness;
using SwapScore.Weights;

namespace SwapScore.Engine.Backward;

/// <summary>
/// Computes the gradients of a network node by node with the reference kernels, from the values of <see cref="ReferenceExecutor"/>. Slow, and the judge of
/// backward passes, with which it agrees bit for bit.
/// </summary>
/// <param name="network">The network.</param>
/// <param name="values">The values of every node, by index.</param>
/// <param name="initializer">Draws the weights.</param>
/// <param name="key">Stream of randomness of this initialisation.</param>
internal sealed class ReferenceBackward(Network network, IReadOnlyList<ReferenceTensor> values, IInitializer initializer, RandomKey key)
{
    private readonly Dictionary<(Node Owner, ParameterRole Role), float[]> _parameters = [];
    private readonly ReferenceTensor?[] _gradients = new ReferenceTensor?[network.Nodes.Length];
    private int _first = -1;

    /// <summary>Gradients by the parameters, in the plain order.</summary>
    public IReadOnlyDictionary<(Node Owner, ParameterRole Role), float[]> Parameters => _parameters;

    /// <summary>The gradients by the values of nodes, by index; null where the output does not depend on them.</summary>
    public IReadOnlyList<ReferenceTensor?> Gradients => _gradients;

    /// <summary>One pass.</summary>
    /// <param name="seed">The gradient by the output.</param>
    /// <param name="stop">The first node that gets a gradient: ways that lead past it are cut. Null, the default, for all nodes.</param>
    public void Run(ReferenceTensor seed, Node? stop = null)
    {
        _first = stop is null ? -1 : network.Canonical[stop.Index];
        _gradients[network.Canonical[network.Outputs[0].Index]] = seed;
        foreach (var node in network.Nodes.Reverse())
            if (node.Index > _first && _gradients[node.Index] is { } gradient && node.Operation is not (Input or Zero))
                Visit(node, gradient);
    }

    private void Visit(Node node, ReferenceTensor gradient)
    {
        var inputs = node.Inputs.Select(input => network.Nodes[network.Canonical[input.Index]]).ToArray();
        if (node.Operation is Add) inputs = [.. inputs.Where(input => input.Operation is not Zero)];
        if (node.Operation is TokenEmbedding embedding)
        {
            AddTo(node, ParameterRole.PositionEmbedding, Positions(embedding.Positions, gradient, node.Shape.Columns));
            return;
        }

        if (node.Operation is ClassToken token) AddTo(node, ParameterRole.PositionEmbedding, Positions(token.Positions, gradient, token.HasPlace ? node.Shape.Columns : node.Shape.Columns - 1));

        var channel = 0;
        for (var i = 0; i < inputs.Length; i++)
        {
            var first = channel;
            channel += inputs[i].Shape.Channels;
            var x = values[inputs[i].Index];
            Contribute(inputs[i], inputs.Length == 2 && OfFactor(node, i, x, values[inputs[1 - i].Index], gradient) is { } factor ? factor : Compute(node, x, gradient, first));
        }
    }

    private ReferenceTensor Compute(Node node, ReferenceTensor x, ReferenceTensor gradient, int firstChannel) => node.Operation switch
    {
        Networks.Operations.Add => gradient,
        Concatenation => CopyKernel.ReferenceSlice(gradient, x.Shape, firstChannel, 0, 0),
        Reshape or DropPath => ReferenceExecutor.Reshaped(gradient, x.Shape),
        Crop crop => Padded(gradient, x.Shape, 0, crop.Rows, crop.Columns),
        ClassToken => CopyKernel.ReferenceSlice(gradient, x.Shape, 0, 0, 0),
        Transpose => CopyKernel.ReferenceTranspose(gradient),
        RelativeLookup lookup => RelativeKernel.ReferenceSum(lookup.Grid, gradient),
        RelativeSum sum => RelativeKernel.ReferenceLookup(sum.Grid, gradient),
        ChannelSlice slice => Padded(gradient, x.Shape, slice.First, 0, 0),
        Convolution convolution => Convolve(node, convolution, x, gradient),
        Linear linear => ReferenceExecutor.Reshaped(
            Convolve(node, new Convolution(linear.Outputs, 1), ReferenceExecutor.Reshaped(x, Shape.Vector((int)x.Shape.Count)), gradient), x.Shape),
        TransposedConvolution convolution => ConvolveTransposed(node, convolution, x, gradient),
        BatchNormalization norm => Normalize(node, norm, x, gradient),
        ActivationFunction { Kind: FunctionKind.Relu } => MapGradientKernel.Reference<ReluGradient>(values[node.Index], gradient, 0),
        ActivationFunction { Kind: FunctionKind.LeakyRelu } leaky => MapGradientKernel.Reference<LeakyReluGradient>(values[node.Index], gradient, leaky.Setting),
        ActivationFunction { Kind: FunctionKind.CappedRelu } capped => MapGradientKernel.Reference<CappedReluGradient>(values[node.Index], gradient, capped.Setting),
        ActivationFunction { Kind: FunctionKind.HardSigmoid } hard => MapGradientKernel.Reference<HardSigmoidGradient>(values[node.Index], gradient, hard.Setting),
        ActivationFunction { Kind: FunctionKind.Sigmoid } => MapGradientKernel.Reference<SigmoidGradient>(values[node.Index], gradient, 0),
        ActivationFunction { Kind: FunctionKind.Tanh } => MapGradientKernel.Reference<TanhGradient>(values[node.Index], gradient, 0),
        ActivationFunction { Kind: FunctionKind.Gelu } => MapGradientKernel.Reference<GeluGradient>(x, gradient, 0),
        ActivationFunction { Kind: FunctionKind.Silu } => MapGradientKernel.Reference<SiluGradient>(x, gradient, 0),
        ActivationFunction { Kind: FunctionKind.HardSwish } => MapGradientKernel.Reference<HardSwishGradient>(x, gradient, 0),
        Softmax softmax => SoftmaxGradientKernel.Reference(values[node.Index], gradient, softmax.AlongRows),
        Dropout dropout => DropoutKernel.Reference(
            gradient, dropout.Rate, RandomKey.FromFloats(ReferenceExecutor.Weights(node, initializer, key)[ParameterRole.DropoutKey])),
        LayerNormalization norm => NormalizeLayer(node, norm, x, gradient),
        SpectralTransform transform => SpectralKernel.Reference(gradient, transform, isTransposed: true),
        Scaling scaling => ElementwiseKernel.Reference<ScalingFunction>(gradient, scaling.Factor),
        MaxPooling pool => PoolingGradientKernel.Reference(new Window(pool.Kernel, pool.Stride, pool.Padding), x, gradient, -1),
        AveragePooling pool => PoolingGradientKernel.Reference(
            new Window(pool.Kernel, pool.Stride, pool.Padding), x, gradient, pool.CountPadding ? pool.Kernel * pool.Kernel : 0),
        GlobalAveragePooling => ReferenceTensor.Create(x.Shape, x.Samples, (channel, _, _, sample) => gradient[channel, 0, 0, sample] / x.Shape.Area),
        _ => throw new NotSupportedException($"There is no reference for the gradient of {node.Operation.Name}."),
    };

    /// <summary>The gradient of an operation of two different inputs by one of them; null of other operations.</summary>
    private static ReferenceTensor? OfFactor(Node node, int index, ReferenceTensor x, ReferenceTensor other, ReferenceTensor gradient) => node.Operation switch
    {
        Multiply when x.Shape != gradient.Shape => ReferenceTensor.Create(x.Shape, x.Samples, (channel, _, _, sample) => ProductSum.Reference(other, gradient, channel, sample, 0)),
        Multiply => ElementwiseKernel.ReferenceProduct(gradient, other),
        SpanConvolution => index == 0
            ? SpanConvolutionGradientKernel.ReferenceKernels(other, gradient, x.Shape)
            : SpanConvolutionGradientKernel.ReferenceValues(other, gradient),
        MatrixProduct product => OfFactor(product, index, x, other, gradient),
        _ => null,
    };

    /// <summary>One chain of fused multiply-adds per value of the factor, along the other dimension of the result.</summary>
    private static ReferenceTensor OfFactor(MatrixProduct product, int index, ReferenceTensor x, ReferenceTensor other, ReferenceTensor gradient)
    {
        var (isFirst, isTurned) = (index == 0, index == 0 ? product.TransposeFirst : product.TransposeSecond);
        var isOtherTurned = isFirst ? product.TransposeSecond : product.TransposeFirst;
        return ReferenceTensor.Create(x.Shape, x.Samples, (channel, row, column, sample) =>
        {
            // Row and column of the factor as it is multiplied.
            if (isTurned) (row, column) = (column, row);
            var sum = 0f;
            for (var i = 0; i < (isFirst ? gradient.Shape.Columns : gradient.Shape.Rows); i++)
            {
                var (r, q) = isFirst ? (column, i) : (i, row);
                var factor = isOtherTurned ? other[channel, q, r, sample] : other[channel, r, q, sample];
                sum = MathF.FusedMultiplyAdd(isFirst ? gradient[channel, row, i, sample] : gradient[channel, i, column, sample], factor, sum);
            }

            return sum * product.Scale;
        });
    }

    private ReferenceTensor NormalizeLayer(Node node, LayerNormalization norm, ReferenceTensor x, ReferenceTensor gradient)
    {
        var (input, gamma) = LayerNormalizationGradientKernel.Reference(x, gradient, norm.Epsilon, ReferenceExecutor.Weights(node, initializer, key)[ParameterRole.Scale]);
        AddTo(node, ParameterRole.Scale, gamma);
        return input;
    }

    private static float[] Positions(int positions, ReferenceTensor gradient, int places)
    {
        var width = gradient.Shape.Channels;
        var sums = new float[positions * width];
        var chains = new float[SampleChains.Count];
        for (var token = 0; token < places; token++)
            for (var feature = 0; feature < width; feature++)
            {
                Array.Clear(chains);
                for (var sample = 0; sample < gradient.Samples; sample++)
                    chains[sample % SampleChains.Count] += gradient[feature, 0, token, sample];
                sums[token * width + feature] = SampleChains.Join(chains);
            }

        return sums;
    }

    private void Contribute(Node node, ReferenceTensor part) =>
        _gradients[node.Index] = _gradients[node.Index] is { } present ? ElementwiseKernel.ReferenceSum([present, part]) : part;

    private void AddTo(Node node, ParameterRole role, float[] gradient) => _parameters[(node.WeightOwner, role)] =
        _parameters.TryGetValue((node.WeightOwner, role), out var present) ? [.. present.Zip(gradient, (a, b) => a + b)] : gradient;

    private ReferenceTensor Convolve(Node node, Convolution operation, ReferenceTensor x, ReferenceTensor gradient)
    {
        var role = node.Parameters[0].Role;
        AddTo(node, role, WeightGradientReference.Compute(operation, x, gradient));
        var weight = ReferenceExecutor.Weights(node, initializer, key)[role];
        var (channels, outputs) = (x.Shape.Channels / operation.Groups, gradient.Shape.Channels / operation.Groups);
        var (rows, columns) = (operation.RowWindow, operation.ColumnWindow);
        return ReferenceTensor.Create(x.Shape, x.Samples, (i, row, column, sample) =>
        {
            var sum = 0f;
            for (var o = i / channels * outputs; o < (i / channels + 1) * outputs; o++)
                for (var u = 0; u < rows.Kernel; u++)
                    for (var v = 0; v < columns.Kernel; v++)
                    {
                        var (r, q) = (row + rows.Padding - u * rows.Dilation, column + columns.Padding - v * columns.Dilation);
                        if (r % rows.Stride != 0 || q % columns.Stride != 0) continue;
                        (r, q) = (r / rows.Stride, q / columns.Stride);
                        if (r < 0 || r >= gradient.Shape.Rows || q < 0 || q >= gradient.Shape.Columns) continue;
                        var w = weight[((o * channels + i % channels) * rows.Kernel + u) * columns.Kernel + v];
                        sum = MathF.FusedMultiplyAdd(gradient[o, r, q, sample], w, sum);
                    }

            return sum;
        });
    }

    /// <summary>The gradient by the input is a convolution of the gradient by the output, with inputs and outputs of the weights exchanged.</summary>
    private ReferenceTensor ConvolveTransposed(Node node, TransposedConvolution operation, ReferenceTensor x, ReferenceTensor gradient)
    {
        AddTo(node, ParameterRole.TransposedConvolutionWeight, WeightGradientReference.Compute(operation, x, gradient));
        var weight = ReferenceExecutor.Weights(node, initializer, key)[ParameterRole.TransposedConvolutionWeight];
        var (area, outputs, inputs) = (operation.Kernel * operation.Kernel, gradient.Shape.Channels, x.Shape.Channels);
        var exchanged = new float[weight.Length];
        for (var i = 0; i < inputs; i++)
            for (var o = 0; o < outputs; o++)
                Array.Copy(weight, (o * inputs + i) * area, exchanged, (i * outputs + o) * area, area);
        return ConvolutionKernel.Reference(
            new Convolution(inputs, operation.Kernel) { Stride = operation.Stride, Padding = operation.Padding }, gradient, x.Shape, exchanged, default);
    }

    private ReferenceTensor Normalize(Node node, BatchNormalization norm, ReferenceTensor x, ReferenceTensor gradient)
    {
        var weights = ReferenceExecutor.Weights(node, initializer, key);
        var gamma = weights.GetValueOrDefault(ParameterRole.Scale) ?? [.. Enumerable.Repeat(1f, x.Shape.Channels)];
        var (input, ofGamma) = BatchNormalizationGradientKernel.Reference(x, gradient, norm.Epsilon, gamma);
        if (weights.ContainsKey(ParameterRole.Scale)) AddTo(node, ParameterRole.Scale, ofGamma);
        return input;
    }

    private static ReferenceTensor Padded(ReferenceTensor part, Shape shape, int channels, int rows, int columns)
    {
        var whole = new ReferenceTensor(shape, part.Samples);
        for (var channel = 0; channel < part.Shape.Channels; channel++)
            for (var row = 0; row < part.Shape.Rows; row++)
                for (var column = 0; column < part.Shape.Columns; column++)
                    for (var sample = 0; sample < part.Samples; sample++)
                        whole[channel + channels, row + rows, column + columns, sample] = part[channel, row, column, sample];
        return whole;
    }
}
