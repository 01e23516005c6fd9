using System.Diagnostics;
using SwapScore.Engine.Backward.Kernels;
using SwapScore.Engine.Backward.Steps;
using SwapScore.Engine.Kernels;
using SwapScore.Engine.Steps;
using SwapScore.Networks;
using SwapScore.Networks.Operations;

namespace SwapScore.Engine.Backward;

/// <content>The gradient of each operation.</content>
internal sealed partial class BackwardCompiler<TLanes>
{
    /// <summary>Hands the gradient by a node on to what the node has read.</summary>
    /// <param name="node">The node.</param>
    /// <param name="gradient">Memory of its gradient, which is given up after.</param>
    /// <param name="slot">Where it lies.</param>
    private void Differentiate(Node node, GradientBuffer gradient, Slot slot)
    {
        var inputs = forward.InputsOf(node).ToArray();
        if (options.Kinds.HasFlag(GradientKinds.Weights) && node.Operation is Convolution or TransposedConvolution or Linear)
            Add(WeightsOf(node, inputs[0], slot), GradientKinds.Weights);
        switch (node.Operation)
        {
            case Zero:
                break;
            case TokenEmbedding embedding:
                if (options.Kinds.HasFlag(GradientKinds.Weights)) Add(PositionsOf(node, embedding.Positions, slot, slot.Shape.Columns), GradientKinds.Weights);
                break;
            case Networks.Operations.Add:
                foreach (var input in inputs)
                    Pass(input, gradient);
                break;
            case ClassToken token:
                if (options.Kinds.HasFlag(GradientKinds.Weights)) Add(PositionsOf(node, token.Positions, slot, token.HasPlace ? slot.Shape.Columns : slot.Shape.Columns - 1), GradientKinds.Weights);
                Give(inputs[0], y => new CopyStep(slot, y, forward.Blocks, TLanes.Count, inputs[0].Shape, (0, 0, 0), 0));
                break;
            case Concatenation:
                var channel = 0;
                foreach (var input in inputs)
                {
                    var first = channel;
                    Give(input, y => new CopyStep(slot, y, forward.Blocks, TLanes.Count, input.Shape, (first, 0, 0), 0));
                    channel += input.Shape.Channels;
                }

                break;
            case Reshape or DropPath:
                Pass(inputs[0], gradient);
                break;
            case BatchNormalization norm when forward.Normalization == NormalizationMode.Running:
                Give(
                    inputs[0], y => new RunningNormalizationGradientStep<TLanes>(
                        slot, y, forward.Blocks, norm.Epsilon, forward.Weight(node, ParameterRole.Scale), forward.Weight(node, ParameterRole.RunningVariance)), gradient);
                break;
            case BatchNormalization:
                // The same step finds the gradient by the scale.
                Give(inputs[0], y => Normalize(node, forward.SlotOf(inputs[0]), slot, y), gradient, HasScale(node) ? GradientKinds.Weights : GradientKinds.None);
                break;
            case LayerNormalization norm:
                NormalizeLayer(node, norm, inputs[0], slot);
                break;
            case MatrixProduct product:
                Give(inputs[0], y => FirstFactor(product, inputs[1], slot, y));
                Give(inputs[1], y => SecondFactor(product, inputs[0], slot, y));
                break;
            case Multiply:
                Give(inputs[0], y => new MultiplyStep<TLanes>(slot, forward.SlotOf(inputs[1]), y, forward.Blocks));
                Give(inputs[1], y => y.Shape == slot.Shape
                    ? new MultiplyStep<TLanes>(slot, forward.SlotOf(inputs[0]), y, forward.Blocks)
                    : new ProductSumStep<TLanes>(forward.SlotOf(inputs[0]), slot, forward.Blocks, y.Offset));
                break;
            case SpanConvolution:
                Give(inputs[0], y => new SpanKernelGradientStep<TLanes>(forward.SlotOf(inputs[1]), slot, y, forward.Blocks));
                Give(inputs[1], y => new SpanValueGradientStep<TLanes>(forward.SlotOf(inputs[0]), slot, y, forward.Blocks));
                break;
            default:
                Give(
                    inputs[0], y => StepOf(node, inputs[0], slot, y), WorksInPlace(node) ? gradient : null, options.IsShown(node) ? GradientKinds.Observed : GradientKinds.None,
                    options.IsShown(node) ? node : null);
                break;
        }
    }

    private static bool WorksInPlace(Node node) => node.Operation is ActivationFunction or Scaling or Softmax or Dropout;

    private Step StepOf(Node node, Node input, Slot gradient, Slot y) => node.Operation switch
    {
        Convolution or TransposedConvolution or Linear => InputOf(node, gradient, y),
        ActivationFunction { Kind: FunctionKind.Relu } => new MapGradientStep<TLanes, ReluGradient>(forward.SlotOf(node), gradient, y, forward.Blocks),
        ActivationFunction { Kind: FunctionKind.LeakyRelu } leaky => new MapGradientStep<TLanes, LeakyReluGradient>(
            forward.SlotOf(leaky.Setting > 0 ? node : input), gradient, y, forward.Blocks, leaky.Setting),
        ActivationFunction { Kind: FunctionKind.CappedRelu } capped => new MapGradientStep<TLanes, CappedReluGradient>(forward.SlotOf(node), gradient, y, forward.Blocks, capped.Setting),
        ActivationFunction { Kind: FunctionKind.HardSigmoid } hard => new MapGradientStep<TLanes, HardSigmoidGradient>(forward.SlotOf(node), gradient, y, forward.Blocks, hard.Setting),
        ActivationFunction { Kind: FunctionKind.Sigmoid } => new MapGradientStep<TLanes, SigmoidGradient>(forward.SlotOf(node), gradient, y, forward.Blocks),
        ActivationFunction { Kind: FunctionKind.Gelu } => new MapGradientStep<TLanes, GeluGradient>(forward.SlotOf(input), gradient, y, forward.Blocks),
        ActivationFunction { Kind: FunctionKind.Silu } => new MapGradientStep<TLanes, SiluGradient>(forward.SlotOf(input), gradient, y, forward.Blocks),
        ActivationFunction { Kind: FunctionKind.HardSwish } => new MapGradientStep<TLanes, HardSwishGradient>(forward.SlotOf(input), gradient, y, forward.Blocks),
        Softmax softmax => new SoftmaxGradientStep<TLanes>(forward.SlotOf(node), gradient, y, forward.Blocks, softmax.AlongRows),
        Dropout => new DropoutStep<TLanes>(gradient, y, forward.Blocks, forward.PlacesOf(node)),
        SpectralTransform transform => new SpectralStep<TLanes>(gradient, y, forward.Blocks, transform, isTransposed: true),
        ActivationFunction { Kind: FunctionKind.Tanh } => new MapGradientStep<TLanes, TanhGradient>(forward.SlotOf(node), gradient, y, forward.Blocks),
        Scaling scaling => new MapStep<TLanes, ScalingFunction>(gradient, y, forward.Blocks, scaling.Factor),
        MaxPooling pool => Pool(forward.SlotOf(input), gradient, y, new Window(pool.Kernel, pool.Stride, pool.Padding), -1),
        AveragePooling pool => Pool(y, gradient, y, new Window(pool.Kernel, pool.Stride, pool.Padding), pool.CountPadding ? pool.Kernel * pool.Kernel : 0),
        GlobalAveragePooling => new GlobalAverageGradientStep<TLanes>(gradient, y, forward.Blocks),
        Crop crop => new PadStep(gradient, y, forward.Blocks, TLanes.Count, (0, crop.Rows, crop.Columns)),
        Transpose => new TransposeStep(gradient, y, forward.Blocks, TLanes.Count),
        RelativeLookup lookup => new RelativeStep<TLanes>(gradient, y, forward.Blocks, lookup.Grid, sums: true),
        RelativeSum sum => new RelativeStep<TLanes>(gradient, y, forward.Blocks, sum.Grid, sums: false),
        ChannelSlice slice => new PadStep(gradient, y, forward.Blocks, TLanes.Count, (slice.First, 0, 0)),
        _ => throw new UnreachableException($"{node.Operation.Name} has no gradient."),
    };

    /// <summary>The gradient of a product by its first factor, itself a product: of the gradient and the second factor, or the other way round where the first is transposed.</summary>
    private MatrixProductStep<TLanes> FirstFactor(MatrixProduct product, Node second, Slot gradient, Slot y) => product.TransposeFirst
        ? new(forward.SlotOf(second), gradient, y, forward.Blocks, new MatrixProduct(true) { TransposeFirst = product.TransposeSecond, Scale = product.Scale })
        : new(gradient, forward.SlotOf(second), y, forward.Blocks, new MatrixProduct(!product.TransposeSecond) { Scale = product.Scale });

    /// <summary>The gradient by the second factor, likewise.</summary>
    private MatrixProductStep<TLanes> SecondFactor(MatrixProduct product, Node first, Slot gradient, Slot y) => product.TransposeSecond
        ? new(gradient, forward.SlotOf(first), y, forward.Blocks, new MatrixProduct(product.TransposeFirst) { TransposeFirst = true, Scale = product.Scale })
        : new(forward.SlotOf(first), gradient, y, forward.Blocks, new MatrixProduct { TransposeFirst = !product.TransposeFirst, Scale = product.Scale });

    private void NormalizeLayer(Node node, LayerNormalization norm, Node input, Slot gradient)
    {
        var size = 2L * node.Shape.Area * TLanes.Count * forward.Blocks;
        var statistics = memory.Allocate(size);
        var x = forward.SlotOf(input);
        Give(
            input, y => new LayerNormalizationGradientStep<TLanes>(x, gradient, y, forward.Blocks, norm.Epsilon, forward.Weight(node, ParameterRole.Scale), statistics),
            finds: GradientKinds.Weights);
        if (options.Kinds.HasFlag(GradientKinds.Weights))
        {
            var (target, isAdded) = PlaceOf(node, ParameterRole.Scale);
            Add(new LayerScaleGradientStep<TLanes>(x, gradient, forward.Blocks, statistics, target, isAdded), GradientKinds.Weights);
        }

        memory.Free(statistics, size);
    }

    private PositionGradientStep<TLanes> PositionsOf(Node node, int positions, Slot gradient, int places)
    {
        var (target, isAdded) = PlaceOf(node, ParameterRole.PositionEmbedding);
        return new(gradient, forward.Blocks, positions, places, target, isAdded);
    }

    private static bool HasScale(Node node) => node.Parameters.Any(parameter => parameter.Role == ParameterRole.Scale);

    /// <summary>The gradient by the input is the gradient by the output.</summary>
    private void Pass(Node input, GradientBuffer gradient)
    {
        if (NeedOf(input) == GradientKinds.None) return;
        gradient.Owners++;
        Contribute(input, gradient);
    }

    /// <summary>The gradient by the input is computed by a step.</summary>
    private void Give(Node input, Func<Slot, Step> step, GradientBuffer? inPlace = null, GradientKinds finds = GradientKinds.None, Node? shown = null)
    {
        var kinds = NeedOf(input) | (finds & options.Kinds);
        if (kinds == GradientKinds.None) return;
        var buffer = inPlace is null ? NewBuffer(input) : InPlace(input, inPlace);
        Add(step(new Slot(buffer.Offset, input.Shape)), kinds);
        if (shown is not null) _entries.Add(new BackwardEntry(null, new Observation(shown, 1, new Slot(buffer.Offset, input.Shape)), GradientKinds.Observed));
        if (NeedOf(input) == GradientKinds.None)
            Release(buffer);
        else
            Contribute(input, buffer);
    }

    private WeightGradientStep<TLanes> WeightsOf(Node node, Node input, Slot gradient)
    {
        var x = forward.SlotOf(input) with { Shape = PlanCompiler<TLanes>.AsConvolutionInput(node) };
        var (target, isAdded) = PlaceOf(node, node.Parameters[0].Role);
        return node.Operation is TransposedConvolution transposed
            ? new(WeightGradientLayout.Create(transposed, x.Shape, gradient.Shape, TLanes.Count), x, gradient, forward.Blocks, target, isAdded)
            : new(WeightGradientLayout.Create(PlanCompiler<TLanes>.AsConvolution(node), x.Shape, gradient.Shape, TLanes.Count), gradient, x, forward.Blocks, target, isAdded);
    }

    private ConvolutionStep<TLanes> InputOf(Node node, Slot gradient, Slot y)
    {
        var input = PlanCompiler<TLanes>.AsConvolutionInput(node);
        var (layout, packed) = forward.InputWeights(node);
        return new ConvolutionStep<TLanes>(layout, PlanCompiler<TLanes>.IsDepthwise(node), gradient, y with { Shape = input }, forward.Blocks, packed, -1);
    }

    private BatchNormalizationGradientStep<TLanes> Normalize(Node node, Slot x, Slot gradient, Slot y)
    {
        var (target, isAdded) = HasScale(node) && options.Kinds.HasFlag(GradientKinds.Weights) ? PlaceOf(node, ParameterRole.Scale) : (-1, false);
        return new(x, gradient, y, forward.BatchSize, forward.Weight(node, ParameterRole.Scale), forward.StatisticsOf(node), target, isAdded);
    }

    private PoolingGradientStep<TLanes> Pool(Slot x, Slot gradient, Slot y, Window window, int divisor) =>
        new(new WindowGeometry(window, y.Shape, gradient.Shape, TLanes.Count), x, gradient, y, forward.Blocks, window.Stride, divisor);
}
