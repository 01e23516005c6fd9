using SwapScore.Onnx.Reading;

namespace SwapScore.Onnx.Running;

/// <summary>Where the samples lie in a value: <c>[outer][sample][inner]</c>, all neurons of a sample being outer × inner.</summary>
/// <param name="Outer">Elements before the samples.</param>
/// <param name="Inner">Elements of one sample after them.</param>
internal readonly record struct SampleLayout(long Outer, long Inner)
{
    /// <summary>Values of one sample.</summary>
    public long Neurons => Outer * Inner;

    /// <summary>The whole of a value, which is that of one sample.</summary>
    public static SampleLayout Whole(long[] shape) => new(1, TensorValues.Count(shape)!.Value);

    /// <summary>From the dimensions for one sample and for two, when the samples are outermost in the one dimension that grows; null where no single one does.</summary>
    public static SampleLayout? Between(long[] one, long[] two) => GrowingAxis(one, two) is { } axis ? At(one, axis) : null;

    /// <summary>
    /// All places the samples can have, by the dimensions for one sample and for two, outermost first: the dimension that grows may hold them before, after and
    /// between other parts it was merged with.
    /// </summary>
    public static IEnumerable<SampleLayout> Possible(long[] one, long[] two)
    {
        if (GrowingAxis(one, two) is not { } axis) yield break;
        var outermost = At(one, axis);
        for (var part = 1L; part <= one[axis]; part++)
            if (one[axis] % part == 0)
                yield return new SampleLayout(outermost.Outer * part, outermost.Inner / part);
    }

    /// <summary>All places the samples can have in a value of a fixed number of them, outermost first.</summary>
    public static IEnumerable<SampleLayout> Possible(long[] shape, int batch)
    {
        var count = TensorValues.Count(shape)!.Value;
        if (count == 0 || count % batch != 0) yield break;
        var neurons = count / batch;
        var outer = 1L;
        var found = new HashSet<long>();
        foreach (var dimension in shape)
        {
            for (var part = 1L; part <= dimension; part++)
                if (dimension % part == 0 && neurons % (outer * part) == 0 && found.Add(outer * part))
                    yield return new SampleLayout(outer * part, neurons / (outer * part));
            outer *= dimension;
        }
    }

    /// <summary>Where the samples lie, for people: the dimension, and how it is merged with others.</summary>
    /// <param name="shape">Dimensions of the value for some samples.</param>
    /// <param name="samples">Number of samples.</param>
    /// <param name="growing">The dimension that grows with their number; null where that is not known.</param>
    public string Describe(long[] shape, int samples, int? growing)
    {
        var before = 1L;
        for (var axis = 0; axis < shape.Length; before *= shape[axis++])
        {
            if (before == 0 || Outer % before != 0) break;
            if (growing is { } known && known != axis) continue;
            var (outer, rest) = (Outer / before, shape[axis] / samples);
            if (shape[axis] % samples != 0 || outer == 0 || rest % outer != 0) continue;
            var inner = rest / outer;
            return (outer, inner) switch
            {
                (1, 1) => $"dimension {axis}",
                (1, _) => $"dimension {axis} (N×{inner})",
                (_, 1) => $"dimension {axis} ({outer}×N)",
                _ => $"dimension {axis} ({outer}×N×{inner})",
            };
        }

        return $"after {Outer} elements";
    }

    internal static int? GrowingAxis(long[] one, long[] two)
    {
        if (one.Length != two.Length) return null;
        var axes = Enumerable.Range(0, one.Length).Where(axis => one[axis] != two[axis]).ToList();
        return axes is [var axis] && two[axis] == 2 * one[axis] ? axis : null;
    }

    private static SampleLayout At(long[] shape, int axis) => new(TensorValues.Count(shape.Take(axis))!.Value, TensorValues.Count(shape.Skip(axis))!.Value);
}
