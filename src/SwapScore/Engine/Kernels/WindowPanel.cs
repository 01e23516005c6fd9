using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using SwapScore.Lanes;

namespace SwapScore.Engine.Kernels;

/// <summary>
/// The windows of some neighbouring outputs, copied one value after the other. Where channels lie a power of two apart, as they do for images
/// of 16×16 or 32×32, all of them compete for the same few lines of the nearest cache; in a panel they do not. Values are copied, never
/// changed, so results are the same bits.
/// </summary>
internal sealed unsafe class WindowPanel
{
    private readonly (int Source, int Target, int Length)[] _runs;
    private readonly Tap[] _taps;
    private readonly int _channels;
    private readonly long _sourceStride;

    /// <param name="taps">Kernel positions of the windows, by their offset in the input.</param>
    /// <param name="channels">Channels each window spans.</param>
    /// <param name="channelStride">Distance between channels of the input in floats.</param>
    /// <param name="extent">Distance in floats from a tap of the first window to the end of the same tap of the last.</param>
    public WindowPanel(ReadOnlySpan<Tap> taps, int channels, long channelStride, int extent)
    {
        (_channels, _sourceStride) = (channels, channelStride);
        var runs = new List<(int Source, int Target, int Length)>();
        var next = 0;
        var offsets = taps.ToArray();
        foreach (var offset in offsets.Select(tap => tap.Offset).Order())
        {
            if (runs is [.., var last] && offset <= last.Source + last.Length)
            {
                next += offset + extent - (last.Source + last.Length);
                runs[^1] = last with { Length = offset + extent - last.Source };
            }
            else
            {
                runs.Add((offset, next, extent));
                next += extent;
            }
        }

        (_runs, ChannelStride) = ([.. runs], next);
        _taps = GC.AllocateArray<Tap>(offsets.Length, pinned: true);
        for (var i = 0; i < offsets.Length; i++)
        {
            var run = runs.Last(run => run.Source <= offsets[i].Offset);
            _taps[i] = offsets[i] with { Offset = run.Target + offsets[i].Offset - run.Source };
        }
    }

    /// <summary>Distance between channels of the panel in floats.</summary>
    public int ChannelStride { get; }

    /// <summary>Floats of the panel.</summary>
    public int Size => checked(_channels * ChannelStride);

    /// <summary>The kernel positions, by their offset in the panel. The array is pinned, so the pointer stays valid as long as this object lives.</summary>
    public Tap* Taps => (Tap*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_taps));

    /// <summary>Copies the windows.</summary>
    /// <param name="x">Origin of the first window in the first channel.</param>
    /// <param name="panel">Room for <see cref="Size"/> values.</param>
    public void Fill<TLanes>(float* x, float* panel)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        for (var channel = 0; channel < _channels; channel++, x += _sourceStride, panel += ChannelStride)
            foreach (var (source, target, length) in _runs)
                for (var i = 0; i < length; i += TLanes.Count)
                    TLanes.Load(x + source + i).Store(panel + target + i);
    }
}
