namespace SwapScore.Statistics;

/// <summary>Ranks 1 … n; equal values share the mean of the ranks they take up.</summary>
public static class Ranks
{
    /// <summary>The rank of every value.</summary>
    /// <param name="values">Any numbers, infinities included.</param>
    /// <exception cref="ArgumentException">A value is NaN.</exception>
    public static double[] Compute(ReadOnlySpan<double> values)
    {
        Paired.RequireNumbers(values, nameof(values));
        var ranks = new double[values.Length];
        var order = Order(values);
        for (var first = 0; first < order.Length;)
        {
            var end = first + 1;
            while (end < order.Length && values[order[end]] == values[order[first]])
                end++;
            for (var i = first; i < end; i++)
                ranks[order[i]] = (first + 1 + end) / 2.0;
            first = end;
        }

        return ranks;
    }

    /// <summary>The indices of the values in ascending order; equal values keep their order.</summary>
    internal static int[] Order(ReadOnlySpan<double> values)
    {
        var keys = values.ToArray();
        var order = new int[values.Length];
        for (var i = 0; i < order.Length; i++)
            order[i] = i;

        // Array.Sort is not stable: the index decides between equal keys.
        Array.Sort(keys, order);
        foreach (var (start, end) in Runs(keys))
            Array.Sort(order, start, end - start);
        return order;
    }

    /// <summary>The indices in ascending order of the first values, those of equal ones in that of the second; equal pairs keep their order.</summary>
    internal static int[] Order(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        var order = Order(first);
        var keys = new double[order.Length];
        for (var i = 0; i < order.Length; i++)
            keys[i] = first[order[i]];
        foreach (var (start, end) in Runs(keys))
        {
            // They are in the order of their indices, and the sort of a part is stable.
            var run = order[start..end];
            var values = new double[run.Length];
            for (var i = 0; i < run.Length; i++)
                values[i] = second[run[i]];
            var within = Order(values);
            for (var i = 0; i < run.Length; i++)
                order[start + i] = run[within[i]];
        }

        return order;
    }

    /// <summary>Where two sorted values or more are equal.</summary>
    private static IEnumerable<(int Start, int End)> Runs(double[] sorted)
    {
        for (var start = 0; start < sorted.Length;)
        {
            var end = start + 1;
            while (end < sorted.Length && sorted[end] == sorted[start])
                end++;
            if (end - start > 1) yield return (start, end);
            start = end;
        }
    }
}
