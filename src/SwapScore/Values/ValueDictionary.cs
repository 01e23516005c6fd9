using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace SwapScore.Values;

/// <summary>
/// An immutable map from names to values. It keeps the order of its entries, and is equal to every map of equal entries in the same order.
/// </summary>
/// <typeparam name="T">The values; their default equality counts.</typeparam>
public sealed class ValueDictionary<T> : IReadOnlyDictionary<string, T>, IEquatable<ValueDictionary<T>>
{
    private readonly ValueList<KeyValuePair<string, T>> _entries;
    private readonly Dictionary<string, T> _byName;

    private ValueDictionary(ValueList<KeyValuePair<string, T>> entries)
    {
        _entries = entries;
        _byName = new Dictionary<string, T>(entries, StringComparer.Ordinal);
    }

    /// <summary>The map without entries.</summary>
    public static ValueDictionary<T> Empty { get; } = new([]);

    /// <inheritdoc/>
    public int Count => _entries.Count;

    /// <inheritdoc/>
    public IEnumerable<string> Keys => _entries.Select(entry => entry.Key);

    /// <inheritdoc/>
    public IEnumerable<T> Values => _entries.Select(entry => entry.Value);

    /// <inheritdoc/>
    public T this[string key] => _byName[key];

    /// <summary>A map of these entries, in their order.</summary>
    /// <param name="entries">Names and values; copied unless they are such a map already.</param>
    /// <exception cref="ArgumentException">A name occurs twice.</exception>
    public static ValueDictionary<T> Create(IEnumerable<KeyValuePair<string, T>> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        return entries as ValueDictionary<T> ?? new ValueDictionary<T>(entries.ToValueList());
    }

    /// <inheritdoc/>
    public bool ContainsKey(string key) => _byName.ContainsKey(key);

    /// <inheritdoc/>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out T value) => _byName.TryGetValue(key, out value);

    /// <inheritdoc/>
    public bool Equals(ValueDictionary<T>? other) => other is not null && _entries.Equals(other._entries);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ValueDictionary<T>);

    /// <inheritdoc/>
    public override int GetHashCode() => _entries.GetHashCode();

    /// <summary>The entries between brackets, for debugging.</summary>
    public override string ToString() => _entries.ToString();

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, T>> GetEnumerator() => _entries.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
