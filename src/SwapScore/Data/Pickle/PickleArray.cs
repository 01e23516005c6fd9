namespace SwapScore.Data.Pickle;

/// <summary>A numpy array of a pickle, as its state was written.</summary>
internal sealed class PickleArray
{
    /// <summary>The length of each dimension; empty until the state is read.</summary>
    public long[] Lengths { get; private set; } = [];

    /// <summary>Element type, such as <c>u1</c>.</summary>
    public PickleElementType? ElementType { get; private set; }

    /// <summary>Whether the first index runs fastest in <see cref="Content"/>, not the last.</summary>
    public bool IsColumnMajor { get; private set; }

    /// <summary>The elements as bytes; null until the state is read.</summary>
    public PickleText? Content { get; private set; }

    /// <summary>Takes the state numpy writes: version, lengths, element type, order, elements. False if it is something else.</summary>
    public bool TrySet(object?[] state)
    {
        if (state is not [1L, object?[] { Length: <= 8 } lengths, PickleElementType type, long order, PickleText content]) return false;
        if (!lengths.All(length => length is >= 0L)) return false;
        (Lengths, ElementType, IsColumnMajor, Content) = ([.. lengths.Cast<long>()], type, order != 0, content);
        return true;
    }
}
