using SwapScore.Data;
using SwapScore.Engine.Backward;
using SwapScore.Engine.Tangents;

namespace SwapScore.Engine;

/// <content>Plans whose values have tangents.</content>
internal sealed unsafe partial class Executor
{
    private Direction? _direction;
    private float[] _tangents = [];

    /// <summary>
    /// Sets the direction along which the loaded plan, which has tangents, is differentiated. Weights change along it from the next initialization on.
    /// </summary>
    internal void Along(Direction direction)
    {
        _direction = direction;
        Place(Loaded(), _batch!, 0);
    }

    /// <summary>The gradient by a parameter and its change along the direction. Valid until the next pass.</summary>
    internal ReadOnlySpan<Sloped<float>> SlopedGradientOf(ParameterGradient one) => new(_workspace.Data + one.Gradient, checked((int)one.Parameter.Count));

    /// <summary>The same in double precision.</summary>
    internal ReadOnlySpan<Sloped<double>> SlopedDoubleGradientOf(ParameterGradient one) => new(_workspace.Data + one.Gradient, checked((int)one.Parameter.Count));

    /// <summary>The change of the gradient by the samples; nothing where the output does not depend on them. Valid until the next pass.</summary>
    internal bool TryGetInputGradientTangents(out Activation tangents)
    {
        tangents = Passed().Input is { } input ? ShownTangents(input, _group) : default;
        return Passed().Input is not null;
    }

    private Activation Shown(Observation seen, int first) => Shown(seen, first, 0);

    private Activation ShownTangents(Observation seen, int first) => Shown(seen, first, Loaded().Lanes.Samples);

    private Activation Shown(Observation seen, int first, int offset)
    {
        var plan = Loaded();
        return new Activation(
            seen.Node, seen.Multiplicity, _workspace.Data + seen.Slot.Offset + offset, first, Math.Min(plan.GroupSize, plan.BatchSize - first),
            plan.Lanes.Samples, plan.Lanes.Floats);
    }

    private void Show(Observation seen, int first, IActivationObserver observer)
    {
        observer.Observe(Shown(seen, first));
        if (Loaded().Lanes.HasTangents && observer is ITangentObserver also) also.ObserveTangents(ShownTangents(seen, first));
    }

    /// <summary>Puts the change of the gradient by the output in place.</summary>
    private void SeedTangents(BackwardPlan backward, OutputCurvature curvature)
    {
        var change = _outputGradient.AsSpan(0, checked((int)backward.Seed.Shape.Count));
        for (var sample = 0; sample < GroupSamples; sample++)
        {
            curvature(_group + sample, Shown(backward.Output, _group).Sample(sample), ShownTangents(backward.Output, _group).Sample(sample), change);
            Loaded().Lanes.Place(change, _workspace.Data + backward.Seed.Offset, sample, part: 1);
        }
    }

    /// <summary>Puts a group of samples in place, as doubles, or with their tangents, or both.</summary>
    private void PlaceWide(Plan plan, Batch batch, int first)
    {
        var lanes = plan.Lanes;
        var target = _workspace.Data + plan.Input.Offset;
        var still = new float[batch.Shape.Count];
        for (var place = 0; place < (plan.GroupSize + lanes.Samples - 1) / lanes.Samples * lanes.Samples; place++)
        {
            // Lanes without a sample go on with the last one: see Place.
            var sample = Math.Min(batch.Size - 1, first + Math.Min(place, plan.GroupSize - 1));
            lanes.Place(batch.Sample(sample), target, place, part: 0);
            if (lanes.HasTangents) lanes.Place(_direction?.Samples is { } change ? change.Sample(sample) : still, target, place, part: 1);
        }
    }

    /// <summary>Puts the values of a parameter in place, each with its tangent behind it.</summary>
    private void PlaceWithTangents(WeightSlot slot, ReadOnlySpan<float> values)
    {
        if (_tangents.Length < _scratch.Length) _tangents = new float[_scratch.Length];
        var tangents = _tangents.AsSpan(0, values.Length);
        tangents.Clear();
        _direction?.Weights?.Invoke(slot.Node, slot.Parameter, values, tangents);
        var ordered = new float[values.Length];
        for (var part = 0; part < 2; part++)
        {
            var plain = part == 0 ? values : tangents;
            Interleave(plain, slot.Backward?.Plain ?? -1, part);
            if (slot.Layout is { } layout) layout.Pack(plain, ordered);
            Interleave(slot.Layout is null ? plain : ordered, slot.Offset, part);
            if (slot.Backward is not { Input: { } input } backward) continue;
            input.PackTransposed(plain, ordered);
            Interleave(ordered, backward.Packed, part);
        }
    }

    private void Interleave(ReadOnlySpan<float> values, long offset, int part)
    {
        for (var i = 0; i < values.Length && offset >= 0; i++)
            _workspace.Data[offset + 2L * i + part] = values[i];
    }
}
