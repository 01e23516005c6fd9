using System.Runtime.CompilerServices;
using SwapScore.Engine.Backward;
using SwapScore.Engine.Kernels;
using SwapScore.Engine.Steps;
using SwapScore.Lanes;
using SwapScore.Networks;
using SwapScore.Networks.Operations;

namespace SwapScore.Engine;

/// <content>What a backward pass asks of the forward pass: values that are kept, statistics, weights in other orders.</content>
internal sealed partial class PlanCompiler<TLanes>
{
    // By node; 0, where the number of the first sample lies, stands for none.
    private readonly long[] _statistics = new long[network.Nodes.Length];
    private readonly int[] _backwardReaders = new int[network.Nodes.Length];
    private GradientKinds[] _needs = [];

    public Network Network => network;

    public int Blocks => _blocks;

    public int BatchSize => batchSize;

    /// <summary>The source of the statistics of batch normalisation.</summary>
    public NormalizationMode Normalization => options.Normalization;

    /// <summary>Where backward passes begin.</summary>
    private Node Start => Value(options.Backward!.Start ?? network.Outputs[0]);

    /// <summary>What is kept, and what is computed again.</summary>
    public Segments Segments { get; private set; } = null!;

    /// <summary>Where the values of a node lie that is kept.</summary>
    public Slot SlotOf(Node node) => _slots[node.Index]!.Value;

    /// <summary>Where a batch normalisation leaves its statistics.</summary>
    public long StatisticsOf(Node node) => _statistics[node.Index];

    /// <summary>Offset of a parameter in its plain order.</summary>
    public long PlainWeights(Node node, ParameterRole role)
    {
        var slot = SlotOf(node, role);
        return slot.Backward?.Plain ?? slot.Offset;
    }

    /// <summary>The gradient by the input as a convolution: its layout and the offset of its weights.</summary>
    public (ConvolutionLayout Layout, long Offset) InputWeights(Node node)
    {
        var weights = SlotOf(node, node.Parameters[0].Role).Backward!;
        return (weights.Input!, weights.Packed);
    }

    /// <summary>A convolution, or a linear map as one.</summary>
    public static Convolution AsConvolution(Node node) =>
        node.Operation is Linear ? new Convolution(node.Shape.Channels, 1) : (Convolution)node.Operation;

    /// <summary>Keeps what the backward pass reads: a reader that never comes.</summary>
    private void AnalyzeBackward()
    {
        var backward = options.Backward!;
        _needs = GradientNeeds.Find(network, backward, InputsOf);
        _pendingReaders[Start.Index]++;
        FuseNormalizations();
        foreach (var node in network.Nodes.Where(node => _live[node.Index] && _needs[node.Index] != GradientKinds.None))
        {
            foreach (var value in ReadBackward(node))
                _backwardReaders[value.Index]++;
            if (node.Operation is BatchNormalization) _statistics[node.Index] = _memory.Allocate(2L * node.Shape.Channels * Unsafe.SizeOf<DualNumber>() / sizeof(float));
        }

        Segments = CutSegments(backward.Segments);
        foreach (var node in network.Nodes)
            if (Segments.IsKept(node)) _pendingReaders[node.Index] += _backwardReaders[node.Index] + (Segments.Crosses(node) ? 1 : 0);
    }

    /// <summary>The values that the gradient of a node reads.</summary>
    private IEnumerable<Node> ReadBackward(Node node) =>
        [.. GradientNeeds.ReadsOutput(node, options.Backward!.Kinds) ? (Node[])[node] : [], .. GradientNeeds.ReadsInputs(node) ? InputsOf(node) : []];

    private Segments CutSegments(int count)
    {
        var lastReaders = new int[network.Nodes.Length];
        lastReaders[Start.Index] = network.Nodes.Length;
        foreach (var node in network.Nodes.Where(node => _live[node.Index]))
            foreach (var input in SourcesOf(node).Concat(InputsOf(node)))
                lastReaders[input.Index] = Math.Max(lastReaders[input.Index], node.Index);
        return Segments.Create(
            count,
            [.. network.Nodes.Select(node => _backwardReaders[node.Index] > 0 ? node.Shape.Count : 0)],
            lastReaders,
            [.. network.Nodes.Select(node => _live[node.Index] && !_fused[node.Index] ? node.Shape.Count : 0)]);
    }

    /// <summary>The steps that compute the values of a segment again which its gradients read.</summary>
    /// <param name="last">The last node of the segment.</param>
    public IEnumerable<Step> Recompute(Node last)
    {
        var nodes = network.Nodes[Segments.StartOf(last)..(last.Index + 1)].Where(node => _live[node.Index] && !Segments.IsKept(node) && node.Operation is not Input).ToArray();
        foreach (var node in nodes)
            (_pendingReaders[node.Index], _slots[node.Index]) = (_backwardReaders[node.Index], null);
        foreach (var node in nodes.Reverse().Where(node => _pendingReaders[node.Index] > 0 && !_fused[node.Index]))
            foreach (var source in SourcesOf(node))
                _pendingReaders[source.Index]++;
        var (first, entries) = (_entries.Count, nodes.Where(node => _pendingReaders[node.Index] > 0 && !_fused[node.Index]));
        foreach (var node in entries.ToArray())
            Emit(node);
        var steps = _entries[first..].Select(entry => entry.Step!).ToArray();
        _entries.RemoveRange(first, _entries.Count - first);
        return steps;
    }

    /// <summary>Gives the memory of values up that were computed again for the gradient of a node, once no other gradient reads them.</summary>
    public void Forget(Node node)
    {
        if (_live[node.Index] && _needs[node.Index] != GradientKinds.None) Release(ReadBackward(node).Where(value => !Segments.IsKept(value)));
    }

    private WeightSlot SlotOf(Node node, ParameterRole role)
    {
        var offset = Weight(node, role);
        return _weights.First(slot => slot.Offset == offset);
    }

    private BackwardWeights? BackwardOf(Node node, Parameter parameter)
    {
        if (options.Backward is null || !GradientNeeds.Has(parameter) || parameter.Role is ParameterRole.Scale or ParameterRole.PositionEmbedding) return null;
        var isRead = _needs[InputsOf(node).First().Index] != GradientKinds.None;
        var input = AsConvolutionInput(node);
        var layout = !isRead ? null
            : node.Operation is TransposedConvolution transposed
                ? new ConvolutionLayout(
                    new Convolution(input.Channels, transposed.Kernel) { Stride = transposed.Stride, Padding = transposed.Padding }, node.Shape, input, TLanes.Count)
                : ConvolutionLayout.ForInputGradient(AsConvolution(node), input, node.Shape, TLanes.Count);
        var count = parameter.Count * LaneSizes.Weight<TLanes>();
        return new BackwardWeights(_memory.Allocate(count), layout, isRead ? _memory.Allocate(count) : 0);
    }
}
