namespace SwapScore.Patterns;

/// <summary>An exact set of patterns: knows how many different ones it has seen.</summary>
internal abstract class PatternSet : IKeyConsumer, IDisposable
{
    /// <summary>Up to 2²⁰ possible patterns are ticked off in a bitmap of at most 128 KiB.</summary>
    private const int MaximumBitmapBits = 20;

    /// <summary>Number of different patterns so far.</summary>
    public abstract long Count { get; }

    /// <summary>The set that suits a format.</summary>
    /// <param name="format">Format of the keys.</param>
    /// <param name="expected">Number of keys that will be added, roughly; decides how much room is made beforehand.</param>
    public static PatternSet For(KeyFormat format, long expected = 0) => format switch
    {
        { Bits: <= MaximumBitmapBits } => new BitmapPatternSet(format.Bits),
        { Words: 1 } => new WordPatternSet(expected),
        _ => new WidePatternSet(format.Words),
    };

    /// <inheritdoc/>
    public abstract void Add(ReadOnlySpan<ulong> keys);

    /// <summary>Forgets all patterns, keeps the memory.</summary>
    public abstract void Clear();

    /// <summary>Gives large working memory back; the set is of no use afterwards.</summary>
    public virtual void Dispose()
    {
    }
}
