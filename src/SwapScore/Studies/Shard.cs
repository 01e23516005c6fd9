using System.Globalization;

namespace SwapScore.Studies;

/// <summary>One of several equal shares of a list, for machines that cannot speak to each other: every <see cref="Count"/>-th item, from the <see cref="Index"/>-th on.</summary>
public sealed record Shard
{
    /// <summary>The most shards there may be.</summary>
    public const int MaximumCount = 100_000;

    /// <param name="index">Which shard, from 1.</param>
    /// <param name="count">How many there are, 1 … <see cref="MaximumCount"/>.</param>
    /// <exception cref="UsageException">There is no such shard.</exception>
    public Shard(int index, int count)
    {
        if (count is < 1 or > MaximumCount || index < 1 || index > count)
            throw new UsageException($"there is no shard {index}/{count}", $"shards are 1/N … N/N, with N from 1 to {MaximumCount}");
        (Index, Count) = (index, count);
    }

    /// <summary>Which shard, from 1.</summary>
    public int Index { get; }

    /// <summary>How many there are.</summary>
    public int Count { get; }

    /// <summary>Reads a text such as <c>2/8</c>.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="UsageException">It is no shard.</exception>
    public static Shard Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Split('/') is [var index, var count] && TryRead(index, out var i) && TryRead(count, out var n)
            ? new Shard(i, n)
            : throw new UsageException($"'{text}' is no shard", "for example 2/8, the second of eight");
    }

    /// <summary>The items of a list that are in the shard, in their order.</summary>
    /// <param name="all">The whole list.</param>
    /// <exception cref="UsageException">The list has fewer items than there are shards.</exception>
    public IReadOnlyList<T> Of<T>(IReadOnlyList<T> all)
    {
        ArgumentNullException.ThrowIfNull(all);
        return all.Count >= Count
            ? [.. all.Where((_, i) => i % Count == Index - 1)]
            : throw new UsageException($"{all.Count} architectures cannot be divided into {Count} shards", $"use at most {all.Count} shards");
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Index}/{Count}");

    private static bool TryRead(string text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
