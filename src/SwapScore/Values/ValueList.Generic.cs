using System.Collections;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace SwapScore.Values;

/// <summary>
/// An immutable list that is equal to every list of equal elements, in the same order. Records that hold lists hold these: the equality the compiler
/// writes for them is then that of their content.
/// </summary>
/// <typeparam name="T">The elements; their default equality counts.</typeparam>
[CollectionBuilder(typeof(ValueList), nameof(ValueList.Create))]
public sealed class ValueList<T> : IReadOnlyList<T>, IEquatable<ValueList<T>>
{
    private readonly T[] _items;

    internal ValueList(T[] owned) => _items = owned;

    /// <summary>The list without elements.</summary>
    public static ValueList<T> Empty { get; } = new([]);

    /// <inheritdoc/>
    public int Count => _items.Length;

    /// <inheritdoc/>
    public T this[int index] => _items[index];

    /// <summary>The elements, without copying them.</summary>
    public ReadOnlySpan<T> AsSpan() => _items;

    /// <summary>Position of the first equal element; −1 where there is none.</summary>
    /// <param name="item">The element.</param>
    public int IndexOf(T item) => Array.IndexOf(_items, item);

    /// <summary>Whether an equal element is in the list.</summary>
    /// <param name="item">The element.</param>
    public bool Contains(T item) => IndexOf(item) >= 0;

    /// <inheritdoc/>
    public bool Equals(ValueList<T>? other) => other is not null && _items.AsSpan().SequenceEqual(other._items, EqualityComparer<T>.Default);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ValueList<T>);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var item in _items) hash.Add(item);
        return hash.ToHashCode();
    }

    /// <summary>The elements between brackets, for debugging.</summary>
    public override string ToString() => $"[{string.Join(", ", _items)}]";

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)_items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>A copy of an array.</summary>
    /// <param name="items">The elements.</param>
    public static implicit operator ValueList<T>(T[] items) => ValueList.Create<T>(items);

    /// <summary>The elements of an immutable array; none where it is the default one.</summary>
    /// <param name="items">The elements.</param>
    public static implicit operator ValueList<T>(ImmutableArray<T> items) => ValueList.Create(items.IsDefault ? [] : items.AsSpan());
}
