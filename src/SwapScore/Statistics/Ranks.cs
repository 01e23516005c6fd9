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
        Array.Sort(order, (a, b) => keys[a].CompareTo(keys[b]) is var byKey and not 0 ? byKey : a.CompareTo(b));
        return order;
    }
}
