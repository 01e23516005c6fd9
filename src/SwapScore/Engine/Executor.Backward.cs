using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using SwapScore.Engine.Backward;
using SwapScore.Networks;

namespace SwapScore.Engine;

/// <content>Backward passes.</content>
internal sealed unsafe partial class Executor
{
    private readonly Unobserved _unobserved = new();
    private float[] _outputGradient = [];
    private int _group;

    /// <summary>The parameters the output of the loaded plan depends on, in the order of the network.</summary>
    internal IReadOnlyList<ParameterGradient> Parameters => Passed().Parameters;

    /// <summary>One forward pass that keeps what backward passes need.</summary>
    internal void Forward(CancellationToken cancellation = default) => Forward(0, null, cancellation);

    /// <summary>The forward pass of one group of samples; backward passes that follow are of this group.</summary>
    /// <param name="first">Its first sample: a multiple of the plan's <see cref="Plan.GroupSize"/>.</param>
    /// <param name="observer">Sees every observed activation; null for none.</param>
    /// <param name="cancellation">Checked between steps.</param>
    internal void Forward(int first, IActivationObserver? observer = null, CancellationToken cancellation = default)
    {
        var plan = Loaded();
        _group = first;
        if (plan.GroupSize < plan.BatchSize) Place(plan, _batch!, first);
        RunGroup(plan, observer ?? _unobserved, first, cancellation);
    }

    /// <summary>One backward pass. It may follow a forward pass any number of times; results of other kinds than these stay.</summary>
    /// <param name="seed">The gradient by the output.</param>
    /// <param name="kinds">What is found; all of it must be among the plan's.</param>
    /// <param name="observer">Sees the gradients of observed nodes; null for none.</param>
    /// <param name="cancellation">Checked between steps.</param>
    internal void Backward(OutputGradient seed, GradientKinds kinds, IActivationObserver? observer = null, CancellationToken cancellation = default) =>
        Backward(new Loss(seed), kinds, observer, cancellation);

    /// <summary>One backward pass of a loss. In a plan with tangents it also finds how fast the gradients change along the direction.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="kinds">What is found; all of it must be among the plan's.</param>
    /// <param name="observer">Sees the gradients of observed nodes, and their tangents if it is an <see cref="Tangents.ITangentObserver"/>; null for none.</param>
    /// <param name="cancellation">Checked between steps.</param>
    internal void Backward(Loss loss, GradientKinds kinds, IActivationObserver? observer = null, CancellationToken cancellation = default)
    {
        var backward = Passed();
        Seed(backward.Seed, backward.Output, loss.Gradient);
        if (Loaded().Lanes.HasTangents && loss.Curvature is { } curvature) SeedTangents(backward, curvature);
        if (observer is not null) kinds |= GradientKinds.Observed;
        foreach (ref readonly var entry in backward.Entries.AsSpan())
        {
            if ((entry.Kinds & kinds) == GradientKinds.None) continue;
            cancellation.ThrowIfCancellationRequested();
            if (entry.Step is { } step)
                Run(step);
            else if (entry.IsRestart)
                Restart(entry.Observation!, (IRestartObserver)observer!);
            else
                Show(entry.Observation!, _group, observer!);
        }
    }

    /// <summary>The values of a parameter in the plain order, as drawn. Valid until the next initialisation.</summary>
    internal ReadOnlySpan<float> WeightsOf(ParameterGradient one) => new(_workspace.Data + one.Weights, checked((int)one.Parameter.Count));

    /// <summary>The gradient by a parameter. Valid until the next pass.</summary>
    internal ReadOnlySpan<float> GradientOf(ParameterGradient one) => new(_workspace.Data + one.Gradient, checked((int)one.Parameter.Count));

    /// <summary>The gradient by a parameter in double precision. Valid until the next pass.</summary>
    internal ReadOnlySpan<double> DoubleGradientOf(ParameterGradient one) => new(_workspace.Data + one.Gradient, checked((int)one.Parameter.Count));

    /// <summary>The nodes whose products are summed, in the order of the network.</summary>
    internal IEnumerable<Node> ProductNodes => Passed().Products.Select(one => one.Node);

    /// <summary>Per channel and sample the sum over positions of value times gradient. Valid until the next pass.</summary>
    /// <param name="index">Index in <see cref="ProductNodes"/>.</param>
    internal Activation Products(int index)
    {
        var (node, offset) = Passed().Products[index];
        return new Activation(node, _workspace.Data + offset, GroupSamples, Loaded().Lanes.Samples, Loaded().Lanes.Floats);
    }

    /// <summary>The gradient by the samples; nothing where the output does not depend on them. Valid until the next pass.</summary>
    /// <param name="activation">The gradient.</param>
    internal bool TryGetInputGradient(out Activation activation)
    {
        activation = Passed().Input is { } input ? Shown(input, _group) : default;
        return Passed().Input is not null;
    }

    private int GroupSamples => Math.Min(Loaded().GroupSize, Loaded().BatchSize - _group);

    private void Restart(Observation place, IRestartObserver observer) =>
        Seed(place.Slot, null, (sample, _, gradient) => observer.Restart(place.Node, sample, gradient));

    /// <summary>Puts the gradient in place with which a pass begins: zero in lanes without a sample.</summary>
    /// <param name="place">Where it lies.</param>
    /// <param name="output">The values that it is the gradient by; null where they are not asked for.</param>
    /// <param name="seed">The gradient.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Seed(Slot place, Observation? output, OutputGradient seed)
    {
        var count = checked((int)place.Shape.Count);
        if (_outputGradient.Length < count) _outputGradient = new float[count];
        var gradient = _outputGradient.AsSpan(0, count);
        var (plan, lanes) = (Loaded(), Loaded().Lanes);
        var target = _workspace.Data + place.Offset;
        NativeMemory.Clear(target, (nuint)((plan.GroupSize + lanes.Samples - 1) / lanes.Samples * lanes.Floats) * (nuint)count * sizeof(float));
        for (var sample = 0; sample < GroupSamples; sample++)
        {
            seed(_group + sample, lanes.IsDouble || output is null ? default : Shown(output, _group).Sample(sample), gradient);
            lanes.Place(gradient, target, sample, part: 0);
        }
    }

    private BackwardPlan Passed() => Loaded().Backward ?? throw new InvalidOperationException("The plan has no backward pass.");

    /// <summary>Takes in nothing.</summary>
    private sealed class Unobserved : IActivationObserver
    {
        public void Observe(in Activation activation)
        {
        }
    }
}
