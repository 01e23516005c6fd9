using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace SwapScore.Values;

/// <summary>
/// Hashes the content of a value, field by field: SHA-256 over a form of fixed order in which every field is preceded by its kind and, where its length
/// varies, by its length: a letter (s text, i whole number, b truth value, d number, l list, - nothing) and eight bytes, little-endian, that hold the
/// value or the length; then the UTF-8 bytes of a text or the elements of a list. The same value has the same hash in every process, culture and version of the runtime.
/// </summary>
internal sealed class ContentHasher : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <param name="kind">What is hashed; values of different kinds have different hashes.</param>
    /// <param name="schemaVersion">Number of the form; another form has another number.</param>
    public ContentHasher(string kind, int schemaVersion) => Add(kind).Add(schemaVersion);

    public ContentHasher Add(string? text)
    {
        if (text is null) return Tag('-', 0);
        var bytes = Encoding.UTF8.GetBytes(text);
        Tag('s', bytes.Length);
        _hash.AppendData(bytes);
        return this;
    }

    public ContentHasher Add(long number) => Tag('i', number);

    public ContentHasher Add(bool value) => Tag('b', value ? 1 : 0);

    /// <summary>Numbers that are equal have one form: both zeros are 0, and there is one NaN.</summary>
    public ContentHasher Add(double number) => Tag('d', BitConverter.DoubleToInt64Bits(number == 0 ? 0 : double.IsNaN(number) ? double.NaN : number));

    public ContentHasher Add(double? number) => number is { } some ? Add(some) : Tag('-', 0);

    public ContentHasher Add<T>(IReadOnlyCollection<T> items, Action<ContentHasher, T> add)
    {
        Tag('l', items.Count);
        foreach (var item in items) add(this, item);
        return this;
    }

    /// <summary>The hash, 64 hexadecimal digits in lower case.</summary>
    public string Finish() => Convert.ToHexStringLower(_hash.GetHashAndReset());

    public void Dispose() => _hash.Dispose();

    private ContentHasher Tag(char kind, long number)
    {
        Span<byte> bytes = stackalloc byte[1 + sizeof(long)];
        bytes[0] = (byte)kind;
        BinaryPrimitives.WriteInt64LittleEndian(bytes[1..], number);
        _hash.AppendData(bytes);
        return this;
    }
}
