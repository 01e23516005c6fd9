using SwapScore.Onnx.Reading;
using SwapScore.Onnx.Samples;
using SwapScore.Randomness;

namespace SwapScore.Onnx.Running;

/// <summary>
/// Samples that differ from each other everywhere, to find out where samples lie: noise for real inputs; of whole numbers those given, turned round by
/// another step in every sample, for only those are known to suit the model.
/// </summary>
internal static class ProbeSamples
{
    /// <param name="given">What the model is fed.</param>
    /// <param name="count">How many samples are made.</param>
    public static ModelSamples Create(ModelSamples given, int count) =>
        new(count, [.. given.Tensors.Select((tensor, index) => tensor.HasSamples ? tensor with { Values = Values(tensor, given.Size, count, index) } : tensor)], "probe");

    /// <summary>The same samples in another order.</summary>
    /// <param name="samples">The samples.</param>
    /// <param name="order">Which sample comes at every place; as many as are wanted.</param>
    public static ModelSamples Ordered(ModelSamples samples, IReadOnlyList<int> order) =>
        new(order.Count, [.. samples.Tensors.Select(tensor => tensor.HasSamples ? tensor with { Values = Ordered(tensor, order) } : tensor)], samples.Source);

    private static byte[] Ordered(SampleTensor tensor, IReadOnlyList<int> order)
    {
        var size = (int)tensor.SampleBytes;
        var values = new byte[(long)size * order.Count];
        for (var place = 0; place < order.Count; place++) tensor.Values.AsSpan(order[place] * size, size).CopyTo(values.AsSpan(place * size));
        return values;
    }

    private static byte[] Values(SampleTensor tensor, int given, int count, int index)
    {
        var size = (int)tensor.SampleBytes;
        if (ElementType.IsReal(tensor.ElementType))
        {
            var noise = new float[(long)count * size / ElementType.Size(tensor.ElementType)];
            RandomKey.FromSeed(0).Derive(RandomPurpose.Other, index).FillNormal(noise);
            return TensorValues.Encode(noise, tensor.ElementType);
        }

        var values = new byte[(long)count * size];
        for (var sample = 0; sample < count && size > 0; sample++)
        {
            var source = tensor.Values.AsSpan(sample % given * size, size);
            var turn = sample * ElementType.Size(tensor.ElementType) % size;
            source[turn..].CopyTo(values.AsSpan(sample * size));
            source[..turn].CopyTo(values.AsSpan(sample * size + size - turn));
        }

        return values;
    }
}
