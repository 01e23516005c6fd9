using SwapScore.Onnx.Reading;

namespace SwapScore.Onnx.Running;

/// <summary>Where the samples lie in a value: <c>[outer][sample][inner]</c>, all neurons of a sample being outer × inner.</summary>
/// <param name="Outer">Elements before the dimension that grows with the batch.</param>
/// <param name="Inner">Elements of one sample in and after it.</param>
internal readonly record struct SampleLayout(long Outer, long Inner)
{
    /// <summary>Values of one sample.</summary>
    public long Neurons => Outer * Inner;

    /// <summary>From the dimensions for one sample and for two; null where no single dimension grows.</summary>
    public static SampleLayout? Between(long[] one, long[] two)
    {
        if (one.Length != two.Length) return null;
        var axes = Enumerable.Range(0, one.Length).Where(axis => one[axis] != two[axis]).ToList();
        return axes is [var axis] && two[axis] == 2 * one[axis] ? Of(one, axis) : null;
    }

    /// <summary>From the dimensions for a fixed number of samples: all of one, otherwise the first dimension's.</summary>
    public static SampleLayout? Fixed(long[] shape, int batch) =>
        batch == 1 ? new SampleLayout(1, TensorValues.Count(shape)!.Value)
        : shape.Length > 0 && shape[0] % batch == 0 && shape[0] > 0 ? new SampleLayout(1, TensorValues.Count(shape)!.Value / batch)
        : null;

    private static SampleLayout Of(long[] shape, int axis) => new(TensorValues.Count(shape.Take(axis))!.Value, TensorValues.Count(shape.Skip(axis))!.Value);
}
