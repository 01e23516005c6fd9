using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using SwapScore.Networks;
using SwapScore.Networks.Operations;

namespace SwapScore.Engine.Kernels;

/// <summary>How a sliding window meets its input: the regions of the output and the kernel positions each of them uses.</summary>
internal sealed unsafe class WindowGeometry
{
    private readonly Tap[] _taps;

    public WindowGeometry(Window window, Shape input, Shape output, int lanes)
        : this(window, window, input, output, lanes)
    {
    }

    public WindowGeometry(Window rows, Window columns, Shape input, Shape output, int lanes)
    {
        Origin = -((long)rows.Padding * input.Columns + columns.Padding) * lanes;
        var taps = new List<Tap>();
        var regions = new List<TapRegion>();
        foreach (var (firstRow, endRow, u) in Runs(rows, input.Rows, output.Rows))
        {
            foreach (var (firstColumn, endColumn, v) in Runs(columns, input.Columns, output.Columns))
            {
                var start = taps.Count;
                for (var row = u.First; row < u.End; row++)
                    for (var column = v.First; column < v.End; column++)
                        taps.Add(new Tap(
                            checked((row * rows.Dilation * input.Columns + column * columns.Dilation) * lanes), row * columns.Kernel + column));
                regions.Add(new TapRegion(firstRow, endRow, firstColumn, endColumn, start, taps.Count - start));
            }
        }

        Regions = [.. regions];
        _taps = Pin(taps);
    }

    private WindowGeometry(IEnumerable<TapRegion> regions, IReadOnlyCollection<Tap> taps)
    {
        Regions = [.. regions];
        _taps = Pin(taps);
    }

    /// <summary>Distance in floats from the first input value to the origin of the first window; negative with padding.</summary>
    public long Origin { get; }

    /// <summary>The regions, in row-major order.</summary>
    public TapRegion[] Regions { get; }

    /// <summary>One region in which every input channel is a kernel position: a 1×1 convolution.</summary>
    public static WindowGeometry Pointwise(int channels, int channelStride, Shape output) =>
        new(
            [new TapRegion(0, output.Rows, 0, output.Columns, 0, channels)],
            [.. Enumerable.Range(0, channels).Select(channel => new Tap(checked(channel * channelStride), channel))]);

    /// <summary>
    /// The regions of a transposed convolution: output positions whose rows and columns leave the same remainder modulo the stride form
    /// a grid, on which the same kernel positions meet neighbouring input values.
    /// </summary>
    public static WindowGeometry Transposed(Window rowWindow, Window columnWindow, Shape input, Shape output, int lanes)
    {
        var taps = new List<Tap>();
        var regions = new List<TapRegion>();
        foreach (var rows in TransposedRun.Find(rowWindow, input.Rows, output.Rows))
            foreach (var columns in TransposedRun.Find(columnWindow, input.Columns, output.Columns))
            {
                var start = taps.Count;
                foreach (var (u, row) in rows.Taps)
                    foreach (var (v, column) in columns.Taps)
                        taps.Add(new Tap(checked((row * input.Columns + column) * lanes), u * columnWindow.Kernel + v));
                var origin = checked((rows.Phase * output.Columns + columns.Phase) * lanes);
                regions.Add(new TapRegion(rows.First, rows.End, columns.First, columns.End, start, taps.Count - start, origin));
            }

        return new WindowGeometry(regions, taps);
    }

    /// <summary>The kernel positions of a region. The array is pinned, so the pointer stays valid as long as this object lives.</summary>
    public Tap* Taps(in TapRegion region) => (Tap*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_taps)) + region.Taps;

    /// <summary>The kernel positions of a region.</summary>
    public ReadOnlySpan<Tap> TapsOf(in TapRegion region) => _taps.AsSpan(region.Taps, region.TapCount);

    private static Tap[] Pin(IReadOnlyCollection<Tap> taps)
    {
        var pinned = GC.AllocateArray<Tap>(Math.Max(1, taps.Count), pinned: true);
        var next = 0;
        foreach (var tap in taps)
            pinned[next++] = tap;
        return pinned;
    }

    /// <summary>Runs of output positions with the same kernel positions inside the input.</summary>
    private static IEnumerable<(int First, int End, (int First, int End) Taps)> Runs(Window window, int input, int output)
    {
        var first = 0;
        for (var position = 1; position <= output; position++)
        {
            if (position < output && window.Taps(position, input) == window.Taps(first, input)) continue;
            yield return (first, position, window.Taps(first, input));
            first = position;
        }
    }
}
