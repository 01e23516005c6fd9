using SwapScore.Engine.Kernels;
using SwapScore.Engine.Steps;
using SwapScore.Networks;
using SwapScore.Networks.Operations;

namespace SwapScore.Engine;

/// <content>The kernels of each operation.</content>
internal sealed partial class PlanCompiler<TLanes>
{
    private void Emit(Node node)
    {
        var inputs = InputsOf(node).ToArray();
        var isNormalized = node.Operation is ActivationFunction { Kind: FunctionKind.Relu } && _fused[inputs[0].Index];
        var source = SourcesOf(node);

        // The slots are read before the output may take one of them over.
        var x = source.Select(input => _slots[input.Index]!.Value).ToArray();
        var y = Place(node, source);
        var steps = isNormalized ? [Normalize(inputs[0], x[0], y, relu: true)] : StepsOf(node, x, y);
        _entries.AddRange(steps.Select(step => new PlanEntry(step, null)));
        _slots[node.Index] = y;
        Release(source);
    }

    /// <summary>The nodes whose values are read to compute a node, together with those before it that it is fused with.</summary>
    private Node[] SourcesOf(Node node)
    {
        if (_attention[node.Index] is { } attention) return [attention.Query, attention.Key, attention.Value];
        Node[] inputs = [.. InputsOf(node)];
        return node.Operation is ActivationFunction { Kind: FunctionKind.Relu } && _fused[inputs[0].Index] ? [.. InputsOf(inputs[0])] : inputs;
    }

    private IEnumerable<Step> StepsOf(Node node, Slot[] x, Slot y) => node.Operation switch
    {
        Convolution or TransposedConvolution or Linear => [Convolve(node, x[0], y)],
        BatchNormalization => [Normalize(node, x[0], y, relu: false)],
        LayerNormalization norm =>
            [new LayerNormalizationStep<TLanes>(x[0], y, _blocks, norm.Epsilon, Weight(node, ParameterRole.Scale), Weight(node, ParameterRole.Shift))],
        ActivationFunction { Kind: FunctionKind.Relu } => [new MapStep<TLanes, ReluFunction>(x[0], y, _blocks)],
        ActivationFunction { Kind: FunctionKind.LeakyRelu } leaky => [new MapStep<TLanes, LeakyReluFunction>(x[0], y, _blocks, leaky.Setting)],
        ActivationFunction { Kind: FunctionKind.CappedRelu } capped => [new MapStep<TLanes, CappedReluFunction>(x[0], y, _blocks, capped.Setting)],
        ActivationFunction { Kind: FunctionKind.HardSigmoid } hard => [new MapStep<TLanes, HardSigmoidFunction>(x[0], y, _blocks, hard.Setting)],
        ActivationFunction { Kind: FunctionKind.Sigmoid } => [new MapStep<TLanes, SigmoidFunction>(x[0], y, _blocks)],
        Scaling scaling => [new MapStep<TLanes, ScalingFunction>(x[0], y, _blocks, scaling.Factor)],
        ActivationFunction { Kind: FunctionKind.Gelu } => [new MapStep<TLanes, GeluFunction>(x[0], y, _blocks)],
        ActivationFunction { Kind: FunctionKind.Silu } => [new MapStep<TLanes, SiluFunction>(x[0], y, _blocks)],
        ActivationFunction { Kind: FunctionKind.HardSwish } => [new MapStep<TLanes, HardSwishFunction>(x[0], y, _blocks)],
        ActivationFunction { Kind: FunctionKind.Tanh } => [new MapStep<TLanes, TanhFunction>(x[0], y, _blocks)],
        MaxPooling pool => [Pool(x[0], y, new Window(pool.Kernel, pool.Stride, pool.Padding), -1)],
        AveragePooling pool =>
            [Pool(x[0], y, new Window(pool.Kernel, pool.Stride, pool.Padding), pool.CountPadding ? pool.Kernel * pool.Kernel : 0)],
        GlobalAveragePooling => [new GlobalAverageStep<TLanes>(x[0], y, _blocks)],
        Add => [new AddStep<TLanes>(x, y, _blocks)],
        Concatenation => Concatenate(x, y),
        Zero => [new ZeroStep(y, _blocks, TLanes.Count)],
        Crop crop => [new CopyStep(x[0], y, _blocks, TLanes.Count, y.Shape, (0, crop.Rows, crop.Columns), 0)],
        ChannelSlice slice => [new CopyStep(x[0], y, _blocks, TLanes.Count, y.Shape, (slice.First, 0, 0), 0)],
        Softmax softmax => [new SoftmaxStep<TLanes>(x[0], y, _blocks, softmax.AlongRows)],
        MatrixProduct mix when _attention[node.Index] is { } attention => [Attend(attention, mix, x, y)],
        MatrixProduct product => [new MatrixProductStep<TLanes>(x[0], x[1], y, _blocks, product)],
        Multiply => [new MultiplyStep<TLanes>(x[0], x[1], y, _blocks)],
        SpanConvolution => [new SpanConvolutionStep<TLanes>(x[0], x[1], y, _blocks)],
        SpectralTransform transform => [new SpectralStep<TLanes>(x[0], y, _blocks, transform)],
        Dropout => [new DropoutStep<TLanes>(x[0], y, _blocks, PlacesOf(node))],
        Transpose => [new TransposeStep(x[0], y, _blocks, TLanes.Count)],
        RelativeLookup lookup => [new RelativeStep<TLanes>(x[0], y, _blocks, lookup.Grid, sums: false)],
        RelativeSum sum => [new RelativeStep<TLanes>(x[0], y, _blocks, sum.Grid, sums: true)],
        ClassToken token => [new ClassTokenStep<TLanes>(x[0], y, _blocks, Weight(node, ParameterRole.TypeEmbedding), Weight(node, ParameterRole.PositionEmbedding), token.HasPlace)],
        TokenEmbedding =>
        [
            new EmbeddingStep<TLanes>(
                x[0], y, _blocks,
                Weight(node, ParameterRole.WordEmbedding), Weight(node, ParameterRole.PositionEmbedding), Weight(node, ParameterRole.TypeEmbedding)),
        ],

        // In the place of its input there is nothing to do.
        Reshape or DropPath => x[0].Offset == y.Offset ? [] : [new CopyStep(x[0] with { Shape = y.Shape }, y, _blocks, TLanes.Count, y.Shape, (0, 0, 0), 0)],
        _ => throw new NotSupportedException($"The engine has no kernel for {node.Operation.Name}."),
    };

    private ConvolutionStep<TLanes> Convolve(Node node, Slot x, Slot y)
    {
        var input = AsConvolutionInput(node);
        var offset = Weight(node, node.Parameters[0].Role);
        var layout = _weights.Find(slot => slot.Offset == offset)!.Layout!;
        return new ConvolutionStep<TLanes>(
            layout, IsDepthwise(node), x with { Shape = input }, y, _blocks, offset, Weight(node, ParameterRole.Bias));
    }

    /// <summary>Whether every channel of a convolution reads one channel and is read by one.</summary>
    public static bool IsDepthwise(Node node) => node.Operation is Convolution { Groups: > 1 } operation
        && operation.Groups == node.InputShapes[0].Channels && operation.OutputChannels == operation.Groups;

    private AttentionStep<TLanes> Attend(AttentionPattern attention, MatrixProduct mix, Slot[] x, Slot y) => new(
        x[0], x[1], x[2], y, _blocks, attention.Scores.Scale, mix.Scale, attention.Dropout is { } dropout ? PlacesOf(dropout) : null);

    /// <summary>Which values a dropout keeps.</summary>
    public DropoutPlaces PlacesOf(Node node) =>
        new(batchSize, ((Dropout)node.Operation).Rate, Weight(node, ParameterRole.DropoutKey), _firstSample);

    private BatchNormalizationStep<TLanes> Normalize(Node node, Slot x, Slot y, bool relu) => new(
        node.Name,
        x,
        y,
        batchSize,
        ((BatchNormalization)node.Operation).Epsilon,
        Weight(node, ParameterRole.Scale),
        Weight(node, ParameterRole.Shift),
        Weight(node, ParameterRole.RunningMean),
        Weight(node, ParameterRole.RunningVariance),
        _statistics[node.Index],
        relu);

    private PoolingStep<TLanes> Pool(Slot x, Slot y, Window window, int divisor) =>
        new(new WindowGeometry(window, x.Shape, y.Shape, TLanes.Count), x, y, _blocks, window.Stride, divisor);

    private IEnumerable<Step> Concatenate(Slot[] parts, Slot y)
    {
        var channel = 0;
        foreach (var part in parts)
        {
            yield return new CopyStep(part, y, _blocks, TLanes.Count, part.Shape, (0, 0, 0), channel);
            channel += part.Shape.Channels;
        }
    }
}
