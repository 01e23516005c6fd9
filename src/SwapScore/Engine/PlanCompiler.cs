using SwapScore.Engine.Backward;
using SwapScore.Engine.Kernels;
using SwapScore.Lanes;
using SwapScore.Networks;
using SwapScore.Networks.Operations;

namespace SwapScore.Engine;

/// <summary>Compiles one network for one vector width. Used once.</summary>
internal sealed partial class PlanCompiler<TLanes>(Network network, int batchSize, int groupSize, PlanOptions options)
    where TLanes : unmanaged, ILanes<TLanes>
{
    private readonly int _blocks = (groupSize + TLanes.Samples - 1) / TLanes.Samples;
    private readonly BufferAllocator _memory = new();
    private long _firstSample;
    private readonly List<PlanEntry> _entries = [];
    private readonly List<WeightSlot> _weights = [];
    private readonly Dictionary<(Node Owner, int Parameter), long> _weightOffsets = [];

    // All arrays below are indexed by node and used for canonical nodes only.
    private readonly Slot?[] _slots = new Slot?[network.Nodes.Length];
    private readonly int[] _pendingReaders = new int[network.Nodes.Length];
    private readonly bool[] _live = new bool[network.Nodes.Length];
    private readonly bool[] _fused = new bool[network.Nodes.Length];
    private readonly AttentionPattern?[] _attention = new AttentionPattern?[network.Nodes.Length];
    private readonly List<Node>?[] _observed = new List<Node>?[network.Nodes.Length];

    private static bool RunsInPlace(Node node) =>
        node.Operation is ActivationFunction or Scaling or BatchNormalization
            or LayerNormalization or Softmax or Add or Multiply or Dropout or Reshape or DropPath;

    public Plan Compile(VectorWidth width)
    {
        _firstSample = _memory.Allocate(1);
        Analyze();
        foreach (var node in network.Nodes.Where(node => _live[node.Index]))
            PlaceWeights(node);

        var input = Allocate(network.Inputs.Single());
        foreach (var node in network.Nodes.Where(node => _live[node.Index]))
        {
            if (node.Operation is Input)
                _slots[node.Index] = input;
            else if (!_fused[node.Index])
                Emit(node);
            Observe(node);
        }

        var backward = options.Backward is { } wanted ? new BackwardCompiler<TLanes>(this, _memory, wanted, _needs).Compile(Start) : null;
        return new Plan(
            network, batchSize, groupSize, width, LaneFormat.Create<TLanes>(), input, _firstSample, _entries, _weights, backward, _memory.Size);
    }

    /// <summary>The values a node reads, each as the node that computes it; zeros in a sum are left out.</summary>
    public IEnumerable<Node> InputsOf(Node node)
    {
        var inputs = node.Inputs.Select(Value);
        return node.Operation is Add ? inputs.Where(input => input.Operation is not Zero) : inputs;
    }

    /// <summary>The node that computes a value.</summary>
    private Node Value(Node node)
    {
        if (options.Backward?.IsApart(node) != true) node = network.Nodes[network.Canonical[node.Index]];
        return options.Backward is { } backward && backward.IsLeftOut(node) ? Value(node.Inputs[0]) : node;
    }

    /// <summary>Finds what is observed, what that needs, and how often each value is read.</summary>
    private void Analyze()
    {
        var isObserved = options.Observed ?? (options.Backward is null ? network.Activations.ToHashSet().Contains : _ => false);
        if (options.Backward is { } backward)
            foreach (var node in backward.Restarts.Append(Start))
                _live[node.Index] = true;
        foreach (var node in network.Nodes.Where(isObserved))
        {
            var index = network.Canonical[node.Index];
            (_observed[index] ??= []).Add(node);
            _live[index] = true;
        }

        foreach (var node in network.Nodes.Reverse().Where(node => _live[node.Index]))
            foreach (var input in InputsOf(node))
            {
                _live[input.Index] = true;
                _pendingReaders[input.Index]++;
            }

        if (options.Backward is not null)
        {
            AnalyzeBackward();
            return;
        }

        FuseNormalizations();

        // The weights of attention are never kept as a whole.
        foreach (var mixed in network.Nodes.Where(node => _live[node.Index]))
        {
            _attention[mixed.Index] = AttentionPattern.EndingIn(mixed, node => [.. InputsOf(node)], IsPrivate);
            foreach (var node in _attention[mixed.Index]?.Inner ?? [])
                _fused[node.Index] = true;
        }
    }

    /// <summary>A batch normalisation read by nothing but one ReLU is computed together with it.</summary>
    private void FuseNormalizations()
    {
        foreach (var relu in network.Nodes.Where(node => _live[node.Index] && node.Operation is ActivationFunction { Kind: FunctionKind.Relu }))
        {
            var input = InputsOf(relu).Single();
            _fused[input.Index] = input.Operation is BatchNormalization && IsPrivate(input);
        }
    }

    private bool IsPrivate(Node node) => _observed[node.Index] is null && _pendingReaders[node.Index] == 1;

    private void PlaceWeights(Node node)
    {
        for (var i = 0; i < node.Parameters.Length; i++)
        {
            var parameter = node.Parameters[i];
            if (parameter.Role is ParameterRole.RunningMean or ParameterRole.RunningVariance && options.Normalization == NormalizationMode.Batch) continue;
            if (_weightOffsets.ContainsKey((node.WeightOwner, i))) continue;

            // The key of a dropout is no number that could change.
            var hasTangents = TLanes.HasTangents && parameter.Role != ParameterRole.DropoutKey;
            var offset = _memory.Allocate(parameter.Count * (hasTangents ? 2 : 1));
            _weightOffsets.Add((node.WeightOwner, i), offset);
            _weights.Add(new WeightSlot(node.WeightOwner, parameter, node.FirstParameter + i, offset, LayoutOf(node, parameter))
            {
                Backward = BackwardOf(node, parameter),
                HasTangents = hasTangents,
            });
        }
    }

    /// <summary>The offset of a parameter; −1 where the node has none of the role.</summary>
    public long Weight(Node node, ParameterRole role)
    {
        for (var i = 0; i < node.Parameters.Length; i++)
            if (node.Parameters[i].Role == role && _weightOffsets.TryGetValue((node.WeightOwner, i), out var offset))
                return offset;
        return -1;
    }

    private Slot Allocate(Node node) => new(_memory.Allocate(node.Shape.Count * TLanes.Count * _blocks), node.Shape);

    /// <summary>The place of a node's output: that of an input nobody else needs, where the kernel allows it, or a new one.</summary>
    private Slot Place(Node node, IReadOnlyList<Node> inputs)
    {
        if (RunsInPlace(node))
            foreach (var input in inputs.Take(2).Where(input => _pendingReaders[input.Index] == 1 && input.Operation is not Input && input.Shape.Count == node.Shape.Count))
            {
                var slot = _slots[input.Index]!.Value;
                _slots[input.Index] = null;
                return slot with { Shape = node.Shape };
            }

        return Allocate(node);
    }

    private void Release(IEnumerable<Node> inputs)
    {
        foreach (var input in inputs)
            if (--_pendingReaders[input.Index] == 0 && _slots[input.Index] is { } slot && input.Operation is not Input)
            {
                _memory.Free(slot.Offset, slot.Shape.Count * TLanes.Count * _blocks);
                _slots[input.Index] = null;
            }
    }

    private void Observe(Node node)
    {
        if (_observed[node.Index] is not { } observed) return;
        _entries.Add(new PlanEntry(null, new Observation(observed[0], observed.Count, _slots[node.Index]!.Value)));

        // A value only observed is dead from here on.
        if (_pendingReaders[node.Index] == 0 && node.Operation is not Input)
            _memory.Free(_slots[node.Index]!.Value.Offset, node.Shape.Count * TLanes.Count * _blocks);
    }

    private static ConvolutionLayout? LayoutOf(Node node, Parameter parameter) => parameter.Role switch
    {
        ParameterRole.ConvolutionWeight => new ConvolutionLayout((Convolution)node.Operation, node.InputShapes[0], node.Shape, TLanes.Count),
        ParameterRole.TransposedConvolutionWeight =>
            new ConvolutionLayout((TransposedConvolution)node.Operation, node.InputShapes[0], node.Shape, TLanes.Count),

        // A linear map is a 1×1 convolution of the flattened sample.
        ParameterRole.LinearWeight =>
            new ConvolutionLayout(new Convolution(node.Shape.Channels, 1), AsConvolutionInput(node), node.Shape, TLanes.Count),
        _ => null,
    };

    /// <summary>The shape of what a convolution, or a linear map as one, reads.</summary>
    public static Shape AsConvolutionInput(Node node) =>
        node.Operation is Linear ? Shape.Vector((int)node.InputShapes[0].Count) : node.InputShapes[0];
}
