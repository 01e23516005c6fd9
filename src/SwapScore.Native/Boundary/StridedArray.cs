using static System.FormattableString;

namespace SwapScore.Native.Boundary;

/// <summary>
/// An array of any layout as samples × neurons. The first dimension counts samples, all others together count neurons. Neurons are visited in the order of
/// memory, whatever the order of dimensions: dimensions that follow each other in memory become one, so that channels-last arrays have long runs too.
/// </summary>
internal sealed unsafe class StridedArray
{
    private const int MostDimensions = 32;

    private readonly byte* _data;
    private readonly Dimension[] _outer;

    private StridedArray(in ArrayView view, Dimension samples, List<Dimension> neurons)
    {
        _data = (byte*)view.Data;
        (Type, Samples) = (view.Type, samples);
        Neurons = neurons.Aggregate(1L, (count, dimension) => checked(count * dimension.Extent));
        var merged = Merged(neurons);
        Run = merged[^1];
        _outer = [.. merged[..^1]];
    }

    /// <summary>Type of an element.</summary>
    public ElementType Type { get; }

    /// <summary>The samples.</summary>
    public Dimension Samples { get; }

    /// <summary>Number of neurons: values for one sample.</summary>
    public long Neurons { get; }

    /// <summary>The innermost neurons.</summary>
    public Dimension Run { get; }

    /// <summary>Number of runs: <c>Neurons / Run.Extent</c>.</summary>
    public long Runs => Neurons == 0 ? 0 : Neurons / Run.Extent;

    /// <summary>Bytes of an element.</summary>
    public int Size => Type switch { ElementType.Float32 => 4, ElementType.Float64 => 8, _ => 2 };

    /// <summary>Checks what the caller gives.</summary>
    /// <exception cref="UsageException">The array makes no sense; the message says what.</exception>
    public static StridedArray From(ArrayView* view)
    {
        if (view is null) throw new UsageException("the array is NULL");
        if (!Enum.IsDefined(view->Type)) throw new UsageException(Invariant($"the type of the array is {(int)view->Type}, which is none"));
        if (view->Rank is < 1 or > MostDimensions) throw new UsageException(Invariant($"the array has {view->Rank} dimensions; it must have 1 … {MostDimensions}"));
        if (view->Shape is null) throw new UsageException("the shape of the array is NULL");
        var shape = new ReadOnlySpan<long>(view->Shape, view->Rank);
        var dimensions = new List<Dimension>();
        for (var i = view->Rank - 1; i >= 0; i--)
        {
            if (shape[i] < 0) throw new UsageException(Invariant($"dimension {i} of the array has {shape[i]} indices"));
            var contiguous = dimensions.Aggregate(1L, (count, dimension) => checked(count * Math.Max(1, dimension.Extent)));
            dimensions.Insert(0, new Dimension(shape[i], view->Strides is null ? contiguous : view->Strides[i]));
        }

        if (view->Data is null && dimensions.All(dimension => dimension.Extent > 0)) throw new UsageException("the data of the array are NULL");
        return new StridedArray(*view, dimensions[0], dimensions[1..]);
    }

    /// <summary>Offset in elements of the first value of a run.</summary>
    public long OffsetOf(long run)
    {
        var offset = 0L;
        for (var i = _outer.Length - 1; i >= 0; i--)
        {
            (run, var index) = Math.DivRem(run, _outer[i].Extent);
            offset += index * _outer[i].Stride;
        }

        return offset;
    }

    /// <summary>Address of an element.</summary>
    public byte* At(long offset) => _data + offset * Size;

    private static Dimension[] Merged(List<Dimension> dimensions)
    {
        var merged = new List<Dimension>();
        foreach (var outer in dimensions.Where(dimension => dimension.Extent != 1).OrderBy(dimension => Math.Abs(dimension.Stride)))
        {
            if (merged.Count > 0 && merged[^1] is var inner && outer.Stride == inner.Extent * inner.Stride)
                merged[^1] = inner with { Extent = inner.Extent * outer.Extent };
            else
                merged.Add(outer);
        }

        merged.Reverse();
        return merged.Count > 0 ? [.. merged] : [new Dimension(1, 1)];
    }
}
