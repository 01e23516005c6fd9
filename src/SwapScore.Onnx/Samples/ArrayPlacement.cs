using SwapScore.Onnx.Models;
using SwapScore.Onnx.Reading;

namespace SwapScore.Onnx.Samples;

/// <summary>
/// How an array is given for an input: in the shape the model takes, or one sample after the other, whichever it fits. Where it fits both, the shape of the
/// model counts.
/// </summary>
/// <param name="Dimensions">Dimensions of the array.</param>
/// <param name="Axis">Which of them counts the samples; −1 when all samples share the array.</param>
internal sealed record ArrayPlacement(IReadOnlyList<long> Dimensions, int Axis)
{
    /// <summary>How many samples the array holds; null when they share it.</summary>
    public long? Samples => Axis < 0 ? null : Dimensions[Axis];

    /// <summary>Finds out how an array is given; null when it does not fit.</summary>
    /// <param name="dimensions">Dimensions of the array.</param>
    /// <param name="input">The input.</param>
    /// <param name="count">How many samples are wanted.</param>
    public static ArrayPlacement? Find(IReadOnlyList<long> dimensions, ModelInput input, int count)
    {
        if (input.SampleDimension is not { } dimension)
        {
            if (input.IsSeparate && dimensions.Count == input.Dimensions.Count + 1 && Fits(dimensions.Skip(1), input.Dimensions)) return new ArrayPlacement(dimensions, 0);
            return dimensions.Count == input.Dimensions.Count && Fits(dimensions, input.Dimensions) ? new ArrayPlacement(dimensions, -1) : null;
        }

        if (dimensions.Count != input.Dimensions.Count) return null;
        var sample = Without(input.Dimensions, dimension);
        var asModel = Fits(Without(dimensions, dimension), sample) ? new ArrayPlacement(dimensions, dimension) : null;
        var isOrdered = dimension > 0 && Fits(Without(dimensions, 0), sample) && dimensions[0] >= count;
        return isOrdered && !(asModel?.Samples >= count) ? new ArrayPlacement(dimensions, 0) : asModel;
    }

    /// <summary>The first samples as they are fed.</summary>
    /// <param name="input">The input.</param>
    /// <param name="values">The bytes of the array.</param>
    /// <param name="count">How many samples, at most as many as the array holds.</param>
    public SampleTensor Take(ModelInput input, byte[] values, int count)
    {
        if (Axis < 0) return new SampleTensor(input.Name, input.ElementType, [.. Dimensions], -1, values);
        var sample = Without(Dimensions, Axis).ToList();
        var outer = (int)TensorValues.Count(Dimensions.Take(Axis))!.Value;
        var held = (int)Dimensions[Axis];
        var inner = held == 0 || outer == 0 ? 0 : values.Length / held / outer;
        var taken = new byte[(long)count * outer * inner];
        for (var i = 0; i < count; i++)
            for (var part = 0; part < outer; part++)
                values.AsSpan((part * held + i) * inner, inner).CopyTo(taken.AsSpan((i * outer + part) * inner));
        return new SampleTensor(input.Name, input.ElementType, [.. sample], input.SampleDimension ?? -1, taken) { IsSeparate = input.IsSeparate };
    }

    private static IEnumerable<long> Without(IEnumerable<long> dimensions, int axis) => dimensions.Where((_, index) => index != axis);

    private static bool Fits(IEnumerable<long> dimensions, IEnumerable<long> expected) => dimensions.Zip(expected).All(pair => pair.Second <= 0 || pair.First == pair.Second);
}
