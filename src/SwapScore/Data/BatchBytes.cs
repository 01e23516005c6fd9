using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using SwapScore.Networks;

namespace SwapScore.Data;

/// <summary>
/// A batch as bytes, to be kept or sent: the letters <c>SWPB</c>; channels, rows, columns, samples, bytes of the source, and number of labels (0 for none) as
/// 32-bit integers; the source as UTF-8; the labels as 32-bit integers; the values as 32-bit floats, <c>[sample][channel][row][column]</c>. All numbers
/// are little-endian.
/// </summary>
internal static class BatchBytes
{
    private const int Numbers = 6;
    private const int Header = 4 + sizeof(int) * Numbers;

    private static ReadOnlySpan<byte> Mark => "SWPB"u8;

    /// <summary>Writes a batch.</summary>
    /// <param name="batch">The batch.</param>
    public static byte[] Write(Batch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var source = Encoding.UTF8.GetBytes(batch.Source);
        var labels = batch.Labels ?? [];
        var bytes = new byte[checked(Header + source.Length + sizeof(int) * labels.Length + sizeof(float) * batch.Values.Length)];
        Mark.CopyTo(bytes);
        int[] numbers = [batch.Shape.Channels, batch.Shape.Rows, batch.Shape.Columns, batch.Size, source.Length, labels.Length];
        WriteNumbers(bytes.AsSpan(Mark.Length), numbers);
        source.CopyTo(bytes, Header);
        WriteNumbers(bytes.AsSpan(Header + source.Length), labels.AsSpan());
        var values = bytes.AsSpan(Header + source.Length + sizeof(int) * labels.Length);
        for (var i = 0; i < batch.Values.Length; i++)
            BinaryPrimitives.WriteSingleLittleEndian(values[(sizeof(float) * i)..], batch.Values[i]);
        return bytes;
    }

    /// <summary>Reads a batch.</summary>
    /// <param name="bytes">As <see cref="Write"/> makes them.</param>
    /// <exception cref="InputException">They are no batch, or not a whole one.</exception>
    public static Batch Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < Header || !bytes.StartsWith(Mark)) throw Refuse("does not begin as one");
        var numbers = ReadNumbers(bytes[Mark.Length..], Numbers);
        if (numbers.Any(number => number < 0)) throw Refuse("has a negative size");
        var shape = new Shape(numbers[0], numbers[1], numbers[2]);
        var (size, source, labels) = (numbers[3], numbers[4], numbers[5]);
        var count = (Int128)numbers[0] * numbers[1] * numbers[2] * size;
        var length = Header + source + sizeof(int) * (Int128)labels + sizeof(float) * count;
        if (length != bytes.Length) throw Refuse($"has {bytes.Length} bytes instead of {length}");
        if (count == 0 || (labels > 0 && labels != size)) throw Refuse($"has {size} samples of {shape} and {labels} labels");
        var rest = bytes[Header..];
        var values = new float[(int)count];
        var stored = rest[(source + sizeof(int) * labels)..];
        for (var i = 0; i < values.Length; i++)
            values[i] = BinaryPrimitives.ReadSingleLittleEndian(stored[(sizeof(float) * i)..]);
        return new Batch(shape, values, Encoding.UTF8.GetString(rest[..source]), labels == 0 ? null : ImmutableCollectionsMarshal.AsImmutableArray(ReadNumbers(rest[source..], labels)));
    }

    private static void WriteNumbers(Span<byte> target, ReadOnlySpan<int> numbers)
    {
        for (var i = 0; i < numbers.Length; i++)
            BinaryPrimitives.WriteInt32LittleEndian(target[(sizeof(int) * i)..], numbers[i]);
    }

    private static int[] ReadNumbers(ReadOnlySpan<byte> bytes, int count)
    {
        var numbers = new int[count];
        for (var i = 0; i < count; i++)
            numbers[i] = BinaryPrimitives.ReadInt32LittleEndian(bytes[(sizeof(int) * i)..]);
        return numbers;
    }

    private static InputException Refuse(string reason) => new($"what should be a batch {reason}", "write it again with the same version");
}
