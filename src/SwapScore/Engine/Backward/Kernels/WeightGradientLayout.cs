using SwapScore.Networks;
using SwapScore.Networks.Operations;

namespace SwapScore.Engine.Backward.Kernels;

/// <summary>
/// Everything about the gradient by the weights of a convolution that does not depend on values. The gradient is a sum of products
/// <c>narrow[a, position] · wide[b, window of the position]</c>: of a convolution, narrow is the gradient by its output and wide is its input; of a
/// transposed convolution, narrow is its input and wide is the gradient by its output. Strides are in floats.
/// </summary>
internal sealed class WeightGradientLayout
{
    private readonly TapPlaces[] _taps;

    private WeightGradientLayout(Window rows, Window columns, int groups, Shape narrow, Shape wide, int lanes)
    {
        (Groups, NarrowOfGroup, WideOfGroup) = (groups, narrow.Channels / groups, wide.Channels / groups);
        (NarrowChannelStride, NarrowRowStride) = (narrow.Area * lanes, (long)narrow.Columns * lanes);
        (WideChannelStride, WideRowStride, WideColumnStride) = (wide.Area * lanes, (long)wide.Columns * rows.Stride * lanes, columns.Stride * lanes);
        (NarrowBlockStride, WideBlockStride) = (narrow.Count * lanes, wide.Count * lanes);
        Rows = narrow.Rows;
        _taps =
        [
            .. from u in Enumerable.Range(0, rows.Kernel)
               from v in Enumerable.Range(0, columns.Kernel)
               let row = Inside(rows, u, narrow.Rows, wide.Rows)
               let column = Inside(columns, v, narrow.Columns, wide.Columns)
               select new TapPlaces(
                   row.First, row.End, column.First, column.End,
                   ((long)(u * rows.Dilation - rows.Padding) * wide.Columns + v * columns.Dilation - columns.Padding) * lanes),
        ];
    }

    public int Groups { get; }

    public int NarrowOfGroup { get; }

    public int WideOfGroup { get; }

    public int Rows { get; }

    public long NarrowBlockStride { get; }

    public long NarrowChannelStride { get; }

    public long NarrowRowStride { get; }

    public long WideBlockStride { get; }

    public long WideChannelStride { get; }

    /// <summary>Distance between the windows of neighbouring rows.</summary>
    public long WideRowStride { get; }

    /// <summary>Distance between the windows of neighbouring columns.</summary>
    public long WideColumnStride { get; }

    /// <summary>Distance between the weights of neighbouring narrow channels.</summary>
    public int NarrowIndexStride { get; private init; }

    /// <summary>Distance between the weights of neighbouring wide channels of a group.</summary>
    public int WideIndexStride { get; private init; }

    /// <summary>Kernel positions, row-major.</summary>
    public ReadOnlySpan<TapPlaces> Taps => _taps;

    /// <summary>Products of all samples of a block.</summary>
    public long Cost => Taps.Length * NarrowOfGroup * WideOfGroup * Groups * NarrowChannelStride;

    /// <summary>That of a convolution.</summary>
    public static WeightGradientLayout Create(Convolution operation, Shape input, Shape output, int lanes)
    {
        // Without a stride the rows of a 1×1 convolution are one long row.
        var isFlat = operation is { Kernel: 1, Padding: 0, Stride: 1 };
        return new WeightGradientLayout(
            operation.RowWindow, operation.ColumnWindow, operation.Groups, isFlat ? Flat(output) : output, isFlat ? Flat(input) : input, lanes)
        {
            NarrowIndexStride = input.Channels / operation.Groups * operation.KernelArea,
            WideIndexStride = operation.KernelArea,
        };
    }

    /// <summary>That of a transposed convolution.</summary>
    public static WeightGradientLayout Create(TransposedConvolution operation, Shape input, Shape output, int lanes)
    {
        var area = operation.Kernel * operation.Kernel;
        return new WeightGradientLayout(operation.Window, operation.Window, groups: 1, input, output, lanes)
        {
            NarrowIndexStride = area,
            WideIndexStride = input.Channels * area,
        };
    }

    /// <summary>Positions whose window has this kernel position inside the wide map.</summary>
    private static (int First, int End) Inside(Window window, int tap, int narrow, int wide)
    {
        var distance = tap * window.Dilation - window.Padding;
        var first = distance >= 0 ? 0 : (-distance + window.Stride - 1) / window.Stride;
        var end = wide - distance <= 0 ? 0 : (wide - distance - 1) / window.Stride + 1;
        return (first, Math.Clamp(end, first, Math.Max(first, narrow)));
    }

    private static Shape Flat(Shape shape) => new(shape.Channels, 1, checked((int)shape.Area));
}
