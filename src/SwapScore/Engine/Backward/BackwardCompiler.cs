using SwapScore.Engine.Backward.Steps;
using SwapScore.Engine.Steps;
using SwapScore.Lanes;
using SwapScore.Networks;
using SwapScore.Networks.Operations;

namespace SwapScore.Engine.Backward;

/// <summary>Compiles the backward pass of one network, after its forward pass. Used once.</summary>
/// <param name="forward">Has compiled the forward pass.</param>
/// <param name="memory">The memory of the plan.</param>
/// <param name="options">What is asked for.</param>
/// <param name="needs">What the gradient by each node is needed for.</param>
internal sealed partial class BackwardCompiler<TLanes>(PlanCompiler<TLanes> forward, BufferAllocator memory, BackwardOptions options, GradientKinds[] needs)
    where TLanes : unmanaged, ILanes<TLanes>
{
    private readonly List<BackwardEntry> _entries = [];
    private readonly Dictionary<(Node Owner, int Parameter), ParameterGradient> _parameters = [];
    private readonly HashSet<ParameterGradient> _written = [];
    private readonly Dictionary<Node, long> _products = [];
    private readonly GradientKinds[] _needs = needs;

    // By node; used for canonical nodes only.
    private readonly GradientBuffer?[] _gradients = new GradientBuffer?[needs.Length];
    private Observation? _input;

    // Where what a gradient reaches begins: the last node before at which the pass begins anew.
    private int _first = FirstOf(options, int.MaxValue);

    public BackwardPlan Compile(Node output)
    {
        // Results have places that no gradient takes, so that a pass leaves those of another kind alone.
        foreach (var node in Reached(output))
            PlaceResults(node);
        var seed = NewBuffer(output);
        var slot = new Slot(seed.Offset, output.Shape);
        _gradients[output.Index] = seed;
        foreach (var node in forward.Network.Nodes.Reverse())
        {
            if (forward.Segments.Enters(node))
                foreach (var step in forward.Recompute(node))
                    Add(step, options.Kinds);
            if (options.Restarts.Contains(node)) Restart(node);
            if (_gradients[node.Index] is { } gradient)
            {
                Visit(node, gradient);
                Release(gradient);
            }

            forward.Forget(node);
        }

        return new BackwardPlan(
            new Observation(output, 1, forward.SlotOf(output)), slot, [.. _entries], [.. _parameters.Values], [.. _products.Select(one => (one.Key, one.Value))], _input);
    }

    private static int FirstOf(BackwardOptions options, int before) =>
        options.Restarts.Where(node => node.Index < before).Select(node => node.Index).DefaultIfEmpty(0).Max();

    /// <summary>Shows what has arrived at a node, and puts another gradient in its place; nothing where no gradient leads further.</summary>
    private void Restart(Node node)
    {
        if (_gradients[node.Index] is { } arrived)
        {
            _entries.Add(new BackwardEntry(null, new Observation(node, 1, new Slot(arrived.Offset, node.Shape)), GradientKinds.Observed));
            Release(arrived);
        }

        _gradients[node.Index] = null;
        _first = FirstOf(options, node.Index);
        if (!options.Restarts.Any(other => other.Index < node.Index)) return;
        var seed = _gradients[node.Index] = NewBuffer(node);
        _entries.Add(new BackwardEntry(null, new Observation(node, 1, new Slot(seed.Offset, node.Shape)), GradientKinds.Observed, IsRestart: true));
    }

    /// <summary>What the gradient by a node is needed for that is found through the node which is differentiated.</summary>
    private GradientKinds NeedOf(Node input) => input.Index < _first ? GradientKinds.None : _needs[input.Index];

    /// <summary>The nodes that get a gradient, in the order of the network.</summary>
    private IEnumerable<Node> Reached(Node output)
    {
        var isReached = new bool[_needs.Length];
        isReached[output.Index] = true;
        foreach (var node in forward.Network.Nodes.Reverse().Where(node => isReached[node.Index] && node.Operation is not (Zero or TokenEmbedding)))
            foreach (var input in forward.InputsOf(node).Where(input => _needs[input.Index] != GradientKinds.None))
                isReached[input.Index] = true;
        return forward.Network.Nodes.Where(node => isReached[node.Index]);
    }

    private void PlaceResults(Node node)
    {
        if (options.Kinds.HasFlag(GradientKinds.Products) && GradientNeeds.HasProducts(node))
            _products.Add(node, memory.Allocate((long)forward.Blocks * node.Shape.Channels * TLanes.Count));
        if (!options.Kinds.HasFlag(GradientKinds.Weights)) return;
        for (var i = 0; i < node.Parameters.Length; i++)
        {
            var parameter = node.Parameters[i];
            if (!GradientNeeds.Has(parameter) || _parameters.ContainsKey((node.WeightOwner, i))) continue;
            var gradient = memory.Allocate(parameter.Count * (TLanes.Count / TLanes.Samples));
            _parameters.Add((node.WeightOwner, i), new ParameterGradient(node.WeightOwner, parameter, forward.PlainWeights(node, parameter.Role), gradient));
        }
    }

    private void Visit(Node node, GradientBuffer gradient)
    {
        var slot = new Slot(gradient.Offset, node.Shape);
        if (options.IsObserved(node)) _entries.Add(new BackwardEntry(null, new Observation(node, 1, slot), GradientKinds.Observed));
        if (node.Operation is Input)
        {
            _input = new Observation(node, 1, slot);
            gradient.Owners++;
            return;
        }

        if (_products.TryGetValue(node, out var sums)) Add(new ProductSumStep<TLanes>(forward.SlotOf(node), slot, forward.Blocks, sums), GradientKinds.Products);
        Differentiate(node, gradient, slot);
    }

    private void Add(Step step, GradientKinds kinds) => _entries.Add(new BackwardEntry(step, null, kinds));

    /// <summary>Adds to the gradient by a node. The buffer is handed over.</summary>
    private void Contribute(Node node, GradientBuffer part)
    {
        if (_gradients[node.Index] is not { } present)
        {
            _gradients[node.Index] = part;
            return;
        }

        var sum = present.Owners == 1 ? present : part.Owners == 1 ? part : NewBuffer(node);
        var shape = node.Shape;
        Add(new AddStep<TLanes>([new Slot(present.Offset, shape), new Slot(part.Offset, shape)], new Slot(sum.Offset, shape), forward.Blocks), _needs[node.Index]);
        foreach (var one in (GradientBuffer[])[present, part])
            if (one != sum) Release(one);
        _gradients[node.Index] = sum;
    }

    /// <summary>The buffer of a gradient that is no longer needed after a step that may work in place, or a new one.</summary>
    private GradientBuffer InPlace(Node node, GradientBuffer gradient)
    {
        if (gradient.Owners > 1) return NewBuffer(node);
        gradient.Owners++;
        return gradient;
    }

    private GradientBuffer NewBuffer(Node node)
    {
        var size = node.Shape.Count * TLanes.Count * forward.Blocks;
        return new GradientBuffer(memory.Allocate(size), size);
    }

    private void Release(GradientBuffer buffer)
    {
        if (--buffer.Owners == 0) memory.Free(buffer.Offset, buffer.Size);
    }

    /// <summary>The place of a parameter's gradient, and whether another use of the parameter has been there.</summary>
    private (long Offset, bool IsAdded) PlaceOf(Node node, ParameterRole role)
    {
        var index = node.Parameters.IndexOf(node.Parameters.First(parameter => parameter.Role == role));
        var found = _parameters[(node.WeightOwner, index)];
        return (found.Gradient, !_written.Add(found));
    }
}
