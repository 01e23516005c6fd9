using SwapScore.Data;
using SwapScore.Evaluation;
using SwapScore.Native.Boundary;
using SwapScore.Networks;
using static System.FormattableString;

namespace SwapScore.Native.Engine;

/// <summary>Makes a batch of what the caller gives.</summary>
internal static unsafe class ImageReader
{
    private const int Dimensions = 4;

    /// <summary>The samples of a request: those of the caller, or built-in ones.</summary>
    /// <param name="images"><c>[sample][channel][row][column]</c> in single precision, of any strides; null for built-in samples.</param>
    /// <param name="request">Says the classes, and how many built-in samples are taken.</param>
    /// <exception cref="UsageException">The array is no batch of images.</exception>
    public static Batch Read(ArrayView* images, Request request)
    {
        if (images is null)
            return request.Samples >= 1 ? BuiltInSamples.Create(request.Task, request.Samples) : throw new UsageException(Invariant($"the batch size must be 1 or more, not {request.Samples}"));
        var array = StridedArray.From(images);
        if (images->Rank != Dimensions)
            throw new UsageException(Invariant($"the images have {images->Rank} dimensions"), "give an array of samples × channels × rows × columns");
        if (array.Type != ElementType.Float32) throw new UsageException($"the images are of type {array.Type}", "give them in single precision, normalized");
        if (array.Samples.Extent * array.Neurons == 0) throw new UsageException("there are no images");
        var shape = new Shape((int)images->Shape[1], (int)images->Shape[2], (int)images->Shape[3]);
        var batch = new Batch(shape, Values(images), request.Source);
        if (HoldsNonFinite(batch.Values)) throw new UsageException("the images hold NaN or infinity");
        if (request.Labels is not { } labels) return batch;
        return labels.Length == batch.Size ? batch.WithLabels([.. labels]) : throw new UsageException(Invariant($"there are {labels.Length} labels for {batch.Size} images"));
    }

    private static bool HoldsNonFinite(ReadOnlySpan<float> values)
    {
        foreach (var value in values)
            if (!float.IsFinite(value)) return true;
        return false;
    }

    private static float[] Values(ArrayView* images)
    {
        var (samples, channels, rows, columns) = (images->Shape[0], images->Shape[1], images->Shape[2], images->Shape[3]);
        var values = new float[checked(samples * channels * rows * columns)];
        var strides = stackalloc long[] { channels * rows * columns, rows * columns, columns, 1 };
        if (images->Strides is not null) new ReadOnlySpan<long>(images->Strides, Dimensions).CopyTo(new Span<long>(strides, Dimensions));
        var (source, i) = ((nint)images->Data, 0);
        for (var sample = 0L; sample < samples; sample++)
            for (var channel = 0L; channel < channels; channel++)
                for (var row = 0L; row < rows; row++)
                    for (var column = 0L; column < columns; column++)
                        values[i++] = ((float*)source)[sample * strides[0] + channel * strides[1] + row * strides[2] + column * strides[3]];
        return values;
    }
}
