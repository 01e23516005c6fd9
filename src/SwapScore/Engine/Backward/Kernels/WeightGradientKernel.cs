using System.Buffers;
using System.Runtime.CompilerServices;
using SwapScore.Engine.Kernels;
using SwapScore.Lanes;

namespace SwapScore.Engine.Backward.Kernels;

/// <summary>
/// The gradient by the weights of a convolution, summed over the samples: per weight a sum over samples in the chains of <see cref="SampleChains"/>; a
/// chain runs over its samples, then rows, then columns, as one chain of fused multiply-adds from zero. Positions whose window has the
/// weight in the padding are skipped.
/// </summary>
internal static unsafe class WeightGradientKernel
{
    /// <summary>Narrow channels that share every load of a wide one, as in <see cref="ConvolutionKernel"/>.</summary>
    public const int MaximumRows = 4;

    private const int MaximumPlaces = 3;

    // Rows of four narrow and three wide channels that are read for every kernel position: they stay in the nearest cache, 32 KiB and more.
    private const int CachedFloats = 5 * 1024;

    /// <summary>Computes the tiles of narrow channels [first, end).</summary>
    /// <param name="layout">Sizes and strides.</param>
    /// <param name="narrow">The first block.</param>
    /// <param name="wide">The first block.</param>
    /// <param name="blocks">Blocks of samples.</param>
    /// <param name="target">The gradient, in the order of the weights.</param>
    /// <param name="isAdded">Whether it is added to what is there: where weights are used several times.</param>
    /// <param name="first">First tile, see <see cref="Tiles"/>.</param>
    /// <param name="end">Tile after the last.</param>
    public static void Run<TLanes>(WeightGradientLayout layout, float* narrow, float* wide, int blocks, float* target, bool isAdded, int first, int end)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var isDepthwise = IsDepthwise(layout);
        var vectors = SampleChains.Vectors<TLanes>(blocks);
        var places = isDepthwise ? 1 : layout.WideOfGroup;
        var size = checked(vectors * places * layout.Taps.Length * MaximumRows * TLanes.Count);
        var rented = ArrayPool<float>.Shared.Rent(size + TLanes.Count);
        fixed (float* start = rented)
        {
            var sums = Scratch.Aligned<TLanes>(start);
            for (var tile = first; tile < end; tile++)
            {
                new Span<float>(sums, size).Clear();
                var (channel, rows) = Tile(layout, tile);
                for (var block = 0; block < blocks; block++)
                {
                    var chains = sums + (long)(block % vectors) * (size / vectors);
                    var a = narrow + block * layout.NarrowBlockStride + channel * layout.NarrowChannelStride;
                    var group = isDepthwise ? channel : channel / layout.NarrowOfGroup * layout.WideOfGroup;
                    var b = wide + block * layout.WideBlockStride + group * layout.WideChannelStride;
                    if (isDepthwise)
                        Depthwise<TLanes>(layout, a, b, rows, chains);
                    else
                        Dense<TLanes>(layout, a, b, rows, chains);
                }

                Finish<TLanes>(layout, channel, rows, places, sums, size / vectors, vectors, target, isAdded);
            }
        }

        ArrayPool<float>.Shared.Return(rented);
    }

    /// <summary>Tiles of narrow channels.</summary>
    public static int Tiles(WeightGradientLayout layout) =>
        IsDepthwise(layout) ? (layout.Groups + MaximumRows - 1) / MaximumRows : layout.Groups * TilesOfGroup(layout);

    private static bool IsDepthwise(WeightGradientLayout layout) => layout is { NarrowOfGroup: 1, WideOfGroup: 1, Groups: > 1 };

    private static int TilesOfGroup(WeightGradientLayout layout) => (layout.NarrowOfGroup + MaximumRows - 1) / MaximumRows;

    private static (int Channel, int Rows) Tile(WeightGradientLayout layout, int tile)
    {
        if (IsDepthwise(layout)) return (tile * MaximumRows, Math.Min(MaximumRows, layout.Groups - tile * MaximumRows));
        var (group, first) = (tile / TilesOfGroup(layout), tile % TilesOfGroup(layout) * MaximumRows);
        return (group * layout.NarrowOfGroup + first, Math.Min(MaximumRows, layout.NarrowOfGroup - first));
    }

    /// <summary>One block: some rows at a time for all kernel positions, so that they are read from the nearest cache.</summary>
    private static void Dense<TLanes>(WeightGradientLayout layout, float* a, float* b, int rows, float* sums)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var taps = layout.Taps;
        var chunk = (int)Math.Clamp(CachedFloats / (layout.NarrowRowStride * (MaximumRows + MaximumPlaces)), 1, layout.Rows);
        var placeStride = (long)taps.Length * MaximumRows * TLanes.Count;
        for (var start = 0; start < layout.Rows; start += chunk)
            for (var place = 0; place < layout.WideOfGroup; place += MaximumPlaces)
            {
                var target = sums + place * placeStride;
                foreach (ref readonly var tap in taps)
                {
                    var (first, end) = (Math.Max(start, tap.FirstRow), Math.Min(start + chunk, tap.EndRow));
                    if (first < end && tap.FirstColumn < tap.EndColumn)
                        Dispatch<TLanes>(
                            layout,
                            a + first * layout.NarrowRowStride + (long)tap.FirstColumn * TLanes.Count,
                            b + place * layout.WideChannelStride + tap.Offset + first * layout.WideRowStride + tap.FirstColumn * layout.WideColumnStride,
                            rows,
                            Math.Min(MaximumPlaces, layout.WideOfGroup - place),
                            end - first,
                            tap.EndColumn - tap.FirstColumn,
                            target,
                            placeStride);
                    target += MaximumRows * TLanes.Count;
                }
            }
    }

    private static void Dispatch<TLanes>(
        WeightGradientLayout layout, float* a, float* b, int channels, int places, int rows, int columns, float* sums, long placeStride)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        switch (places)
        {
            case 1:
                Dispatch<TLanes, One>(layout, a, b, channels, rows, columns, sums, placeStride);
                break;
            case 2:
                Dispatch<TLanes, Two>(layout, a, b, channels, rows, columns, sums, placeStride);
                break;
            default:
                Dispatch<TLanes, Three>(layout, a, b, channels, rows, columns, sums, placeStride);
                break;
        }
    }

    private static void Dispatch<TLanes, TPlaces>(
        WeightGradientLayout layout, float* a, float* b, int channels, int rows, int columns, float* sums, long placeStride)
        where TLanes : unmanaged, ILanes<TLanes>
        where TPlaces : ITileSize
    {
        switch (channels)
        {
            case 1:
                Tile<TLanes, One, TPlaces>(layout, a, b, rows, columns, sums, placeStride);
                break;
            case 2:
                Tile<TLanes, Two, TPlaces>(layout, a, b, rows, columns, sums, placeStride);
                break;
            case 3:
                Tile<TLanes, Three, TPlaces>(layout, a, b, rows, columns, sums, placeStride);
                break;
            default:
                Tile<TLanes, Four, TPlaces>(layout, a, b, rows, columns, sums, placeStride);
                break;
        }
    }

    /// <summary>R narrow channels × C wide ones under one kernel position: twelve chains at most, as in <see cref="ConvolutionKernel"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile<TLanes, TRows, TPlaces>(
        WeightGradientLayout layout, float* a, float* b, int rows, int columns, float* sums, long placeStride)
        where TLanes : unmanaged, ILanes<TLanes>
        where TRows : ITileSize
        where TPlaces : ITileSize
    {
        var (aChannel, aRow, bChannel, bRow, bColumn) =
            (layout.NarrowChannelStride, layout.NarrowRowStride, layout.WideChannelStride, layout.WideRowStride, layout.WideColumnStride);
        TLanes s00, s01, s02, s10, s11, s12, s20, s21, s22, s30, s31, s32;
        s01 = s02 = s10 = s11 = s12 = s20 = s21 = s22 = s30 = s31 = s32 = default;
        s00 = TLanes.Load(sums);
        if (TRows.Value > 1) s10 = TLanes.Load(sums + TLanes.Count);
        if (TRows.Value > 2) s20 = TLanes.Load(sums + 2 * TLanes.Count);
        if (TRows.Value > 3) s30 = TLanes.Load(sums + 3 * TLanes.Count);
        if (TPlaces.Value > 1)
        {
            s01 = TLanes.Load(sums + placeStride);
            if (TRows.Value > 1) s11 = TLanes.Load(sums + placeStride + TLanes.Count);
            if (TRows.Value > 2) s21 = TLanes.Load(sums + placeStride + 2 * TLanes.Count);
            if (TRows.Value > 3) s31 = TLanes.Load(sums + placeStride + 3 * TLanes.Count);
        }

        if (TPlaces.Value > 2)
        {
            s02 = TLanes.Load(sums + 2 * placeStride);
            if (TRows.Value > 1) s12 = TLanes.Load(sums + 2 * placeStride + TLanes.Count);
            if (TRows.Value > 2) s22 = TLanes.Load(sums + 2 * placeStride + 2 * TLanes.Count);
            if (TRows.Value > 3) s32 = TLanes.Load(sums + 2 * placeStride + 3 * TLanes.Count);
        }

        for (var row = 0; row < rows; row++, a += aRow, b += bRow)
        {
            var x = a;
            var w = b;
            for (var column = 0; column < columns; column++, x += TLanes.Count, w += bColumn)
            {
                var b0 = TLanes.Load(w);
                var b1 = TPlaces.Value > 1 ? TLanes.Load(w + bChannel) : default;
                var b2 = TPlaces.Value > 2 ? TLanes.Load(w + 2 * bChannel) : default;
                var a0 = TLanes.Load(x);
                s00 = TLanes.MultiplyAdd(a0, b0, s00);
                if (TPlaces.Value > 1) s01 = TLanes.MultiplyAdd(a0, b1, s01);
                if (TPlaces.Value > 2) s02 = TLanes.MultiplyAdd(a0, b2, s02);
                if (TRows.Value > 1)
                {
                    var a1 = TLanes.Load(x + aChannel);
                    s10 = TLanes.MultiplyAdd(a1, b0, s10);
                    if (TPlaces.Value > 1) s11 = TLanes.MultiplyAdd(a1, b1, s11);
                    if (TPlaces.Value > 2) s12 = TLanes.MultiplyAdd(a1, b2, s12);
                }

                if (TRows.Value > 2)
                {
                    var a2 = TLanes.Load(x + 2 * aChannel);
                    s20 = TLanes.MultiplyAdd(a2, b0, s20);
                    if (TPlaces.Value > 1) s21 = TLanes.MultiplyAdd(a2, b1, s21);
                    if (TPlaces.Value > 2) s22 = TLanes.MultiplyAdd(a2, b2, s22);
                }

                if (TRows.Value > 3)
                {
                    var a3 = TLanes.Load(x + 3 * aChannel);
                    s30 = TLanes.MultiplyAdd(a3, b0, s30);
                    if (TPlaces.Value > 1) s31 = TLanes.MultiplyAdd(a3, b1, s31);
                    if (TPlaces.Value > 2) s32 = TLanes.MultiplyAdd(a3, b2, s32);
                }
            }
        }

        Store<TLanes, TRows>(sums, s00, s10, s20, s30);
        if (TPlaces.Value > 1) Store<TLanes, TRows>(sums + placeStride, s01, s11, s21, s31);
        if (TPlaces.Value > 2) Store<TLanes, TRows>(sums + 2 * placeStride, s02, s12, s22, s32);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<TLanes, TRows>(float* sums, TLanes s0, TLanes s1, TLanes s2, TLanes s3)
        where TLanes : unmanaged, ILanes<TLanes>
        where TRows : ITileSize
    {
        s0.Store(sums);
        if (TRows.Value > 1) s1.Store(sums + TLanes.Count);
        if (TRows.Value > 2) s2.Store(sums + 2 * TLanes.Count);
        if (TRows.Value > 3) s3.Store(sums + 3 * TLanes.Count);
    }

    /// <summary>One block of channels that read one channel each: four of them at a time, whose chains hide the latency of a multiply-add.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Depthwise<TLanes>(WeightGradientLayout layout, float* a, float* b, int channels, float* sums)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        // Channels that are not there read those that are, and write nothing.
        var (a1, a2, a3) = (Math.Min(1, channels - 1) * layout.NarrowChannelStride, Math.Min(2, channels - 1) * layout.NarrowChannelStride, (channels - 1) * layout.NarrowChannelStride);
        var (b1, b2, b3) = (Math.Min(1, channels - 1) * layout.WideChannelStride, Math.Min(2, channels - 1) * layout.WideChannelStride, (channels - 1) * layout.WideChannelStride);
        var bColumn = layout.WideColumnStride;
        foreach (ref readonly var tap in layout.Taps)
        {
            var (s0, s1, s2, s3) = (TLanes.Load(sums), TLanes.Load(sums + TLanes.Count), TLanes.Load(sums + 2 * TLanes.Count), TLanes.Load(sums + 3 * TLanes.Count));
            for (var row = tap.FirstRow; row < tap.EndRow; row++)
            {
                var x = a + row * layout.NarrowRowStride + (long)tap.FirstColumn * TLanes.Count;
                var w = b + tap.Offset + row * layout.WideRowStride + tap.FirstColumn * bColumn;
                for (var column = tap.FirstColumn; column < tap.EndColumn; column++, x += TLanes.Count, w += bColumn)
                {
                    s0 = TLanes.MultiplyAdd(TLanes.Load(x), TLanes.Load(w), s0);
                    s1 = TLanes.MultiplyAdd(TLanes.Load(x + a1), TLanes.Load(w + b1), s1);
                    s2 = TLanes.MultiplyAdd(TLanes.Load(x + a2), TLanes.Load(w + b2), s2);
                    s3 = TLanes.MultiplyAdd(TLanes.Load(x + a3), TLanes.Load(w + b3), s3);
                }
            }

            Store<TLanes, Four>(sums, s0, s1, s2, s3);
            sums += MaximumRows * TLanes.Count;
        }
    }

    /// <summary>Joins the chains of every weight of a tile.</summary>
    private static void Finish<TLanes>(
        WeightGradientLayout layout, int channel, int rows, int places, float* sums, long stride, int vectors, float* target, bool isAdded)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var width = TLanes.Count / TLanes.Samples;
        for (var place = 0; place < places; place++)
            for (var tap = 0; tap < layout.Taps.Length; tap++, sums += MaximumRows * TLanes.Count)
                for (var row = 0; row < rows; row++)
                    SampleChains.Join<TLanes>(
                        sums + row * TLanes.Count, stride, vectors,
                        target + ((long)(channel + row) * layout.NarrowIndexStride + (long)place * layout.WideIndexStride + tap) * width, isAdded);
    }
}
