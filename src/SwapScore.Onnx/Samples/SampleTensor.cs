using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using SwapScore.Onnx.Reading;
using SwapScore.Values;

namespace SwapScore.Onnx.Samples;

/// <summary>What one input of a model is fed: a value for every sample, or one for all.</summary>
/// <param name="Name">The input.</param>
/// <param name="ElementType">Type of its elements, by its number in the format.</param>
/// <param name="Dimensions">Dimensions of one sample, without that of the batch.</param>
/// <param name="BatchAxis">Where the dimension of the batch is put in; −1 when there is none.</param>
/// <param name="Values">The bytes, <c>[sample][…]</c>; of a shared value <c>[…]</c>.</param>
internal sealed record SampleTensor(string Name, int ElementType, ValueList<long> Dimensions, int BatchAxis, byte[] Values)
{
    /// <summary>
    /// Whether the input has no dimension for samples and takes another value for each, so that samples are run one at a time. Default: false, all
    /// samples share one value where <see cref="BatchAxis"/> is −1.
    /// </summary>
    public bool IsSeparate { get; init; }

    /// <summary>Whether there is a value for every sample.</summary>
    internal bool HasSamples => BatchAxis >= 0 || IsSeparate;

    /// <summary>Bytes of the value of one sample.</summary>
    internal long SampleBytes => TensorValues.Count(Dimensions)!.Value * Reading.ElementType.Size(ElementType);

    /// <summary>Whether the other is fed the same.</summary>
    public bool Equals(SampleTensor? other) =>
        other is not null && (Name, ElementType, BatchAxis, IsSeparate) == (other.Name, other.ElementType, other.BatchAxis, other.IsSeparate)
        && Dimensions.Equals(other.Dimensions) && Values.AsSpan().SequenceEqual(other.Values);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, ElementType, BatchAxis, Dimensions, Values.Length);

    /// <summary>The dimensions of some samples together.</summary>
    internal long[] Shape(int samples)
    {
        var shape = Dimensions.ToList();
        if (BatchAxis >= 0) shape.Insert(BatchAxis, samples);
        return [.. shape];
    }

    /// <summary>Some samples as a value for ONNX Runtime; past the last one the first come again, so that groups are full.</summary>
    internal OrtValue Feed(int first, int count, int size)
    {
        var value = OrtValue.CreateAllocatedTensorValue(OrtAllocator.DefaultInstance, (TensorElementType)ElementType, Shape(count));
        var target = value.GetTensorMutableRawData();
        if (BatchAxis < 0)
        {
            (IsSeparate ? Values.AsSpan((int)(first % size * SampleBytes), (int)SampleBytes) : Values).CopyTo(target);
            return value;
        }

        // Before the axis of the batch lie outer dimensions, after it inner ones.
        var outer = (int)TensorValues.Count(Dimensions.Take(BatchAxis))!.Value;
        var inner = (int)(SampleBytes / Math.Max(1, outer));
        for (var sample = 0; sample < count; sample++)
            for (var i = 0; i < outer; i++)
                Values.AsSpan((int)((first + sample) % size * SampleBytes) + i * inner, inner).CopyTo(target.Slice((i * count + sample) * inner, inner));
        return value;
    }
}
