using System.Runtime.CompilerServices;

namespace SwapScore.Statistics;

/// <summary>A sequence that is sorted once; the ranks of each resample follow in one pass.</summary>
internal sealed class ResampledRanks
{
    private readonly int[] _order;
    private readonly int[] _groupEnds;
    private readonly double[] _ranks;

    public ResampledRanks(double[] values)
    {
        (_order, _ranks) = (Ranks.Order(values), new double[values.Length]);
        var ends = new List<int>();
        for (var i = 1; i <= _order.Length; i++)
            if (i == _order.Length || values[_order[i]] != values[_order[i - 1]])
                ends.Add(i);
        _groupEnds = [.. ends];
    }

    /// <summary>Mean ranks when each value occurs as often as it was drawn.</summary>
    /// <param name="counts">How often each value was drawn.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Draw(int[] counts)
    {
        var (first, below) = (0, 0);
        foreach (var end in _groupEnds)
        {
            var count = 0;
            for (var i = first; i < end; i++)
                count += counts[_order[i]];
            for (var i = first; i < end; i++)
                _ranks[_order[i]] = below + (count + 1) / 2.0;
            below += count;
            first = end;
        }
    }

    /// <summary>Pearson's correlation of the ranks of the last draw, each pair weighted by its count.</summary>
    /// <param name="other">The other sequence, after the same draw.</param>
    /// <param name="counts">How often each pair was drawn.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public double Correlation(ResampledRanks other, int[] counts)
    {
        // The mean of n ranks is (n + 1)/2 whatever the ties.
        var mean = (counts.Length + 1) / 2.0;
        var (xy, xx, yy) = (0.0, 0.0, 0.0);
        var (x, y) = (_ranks, other._ranks);
        for (var i = 0; i < counts.Length; i++)
        {
            var (dx, dy) = (x[i] - mean, y[i] - mean);
            xy += counts[i] * dx * dy;
            xx += counts[i] * dx * dx;
            yy += counts[i] * dy * dy;
        }

        return Paired.Coefficient(xy, xx, yy);
    }
}
