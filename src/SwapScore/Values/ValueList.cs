namespace SwapScore.Values;

/// <summary>Makes lists that are compared by content.</summary>
public static class ValueList
{
    /// <summary>A list of these elements; also what <c>[first, second]</c> makes.</summary>
    /// <param name="items">The elements; copied.</param>
    public static ValueList<T> Create<T>(ReadOnlySpan<T> items) => items.IsEmpty ? ValueList<T>.Empty : new ValueList<T>(items.ToArray());

    /// <summary>A list of these elements.</summary>
    /// <param name="items">The elements; copied unless they are such a list already.</param>
    public static ValueList<T> ToValueList<T>(this IEnumerable<T> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        return items as ValueList<T> ?? new ValueList<T>([.. items]);
    }
}
