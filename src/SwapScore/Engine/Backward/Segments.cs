using SwapScore.Networks;

namespace SwapScore.Engine.Backward;

/// <summary>
/// The nodes of a network cut into consecutive segments. Between the passes only values are kept that cross a cut, and those of the last segment; a backward
/// pass computes the values of each other segment again, just before it needs them.
/// </summary>
internal sealed class Segments
{
    private readonly int[] _ends;
    private readonly bool[] _crosses;

    private Segments(int[] ends, bool[] crosses) => (_ends, _crosses) = (ends, crosses);

    /// <summary>Whether the value of a node is kept from the forward pass on.</summary>
    public bool IsKept(Node node) => node.Index >= LastStart || _crosses[node.Index];

    /// <summary>Whether the value of a node crosses a cut: segments are computed again from such values.</summary>
    public bool Crosses(Node node) => _crosses[node.Index];

    /// <summary>Whether a node is the last of a segment that is computed again, so that a backward pass enters the segment there.</summary>
    public bool Enters(Node node) => node.Index < LastStart && Array.BinarySearch(_ends, node.Index + 1) >= 0;

    /// <summary>The first node of the segment that ends with this one.</summary>
    public int StartOf(Node last) => Array.FindLast(_ends, end => end <= last.Index);

    private int LastStart => _ends.Length > 1 ? _ends[^2] : 0;

    /// <summary>
    /// Cuts a network where little crosses: segments hold about the same number of values, and each ends at the cut of its second half that the fewest values cross.
    /// So does the last but one; what is behind it, little, is the last.
    /// </summary>
    /// <param name="count">Parts of the values of which each segment may hold one; 1 for no cut.</param>
    /// <param name="sizes">By node, the values that a backward pass reads; 0 where it reads none.</param>
    /// <param name="lastReaders">By node, the index of the last node that reads its value.</param>
    /// <param name="lengths">By node, the size of its value.</param>
    public static Segments Create(int count, long[] sizes, int[] lastReaders, long[] lengths)
    {
        var crossing = Crossing(lastReaders, lengths);
        var ends = new List<int>();
        var (start, part) = (0, sizes.Sum() / count);
        while (count > 1 && start < sizes.Length - 1)
        {
            var (held, half, end) = (0L, start, start);
            while (end < sizes.Length - 1 && held < part)
            {
                held += sizes[end++];
                if (held < part / 2) half = end;
            }

            start = Enumerable.Range(half + 1, Math.Max(1, end - half)).MinBy(place => (crossing[place], -place));
            ends.Add(start);
            if (end == sizes.Length - 1) break;
        }

        ends.Add(sizes.Length);
        return new Segments([.. ends], [.. lastReaders.Select((reader, node) => ends.Exists(end => node < end && reader >= end))]);
    }

    /// <summary>By place before a node, the size of the values that are computed before and read from there on.</summary>
    private static long[] Crossing(int[] lastReaders, long[] lengths)
    {
        var changes = new long[lengths.Length + 2];
        for (var node = 0; node < lengths.Length; node++)
        {
            if (lastReaders[node] <= node) continue;
            changes[node + 1] += lengths[node];
            changes[lastReaders[node] + 1] -= lengths[node];
        }

        var crossing = new long[lengths.Length + 1];
        var sum = 0L;
        for (var place = 0; place < crossing.Length; place++)
            crossing[place] = sum += changes[place];
        return crossing;
    }
}
