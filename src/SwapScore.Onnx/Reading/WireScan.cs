namespace SwapScore.Onnx.Reading;

/// <summary>
/// Looks over the fields of a model before they become objects. A field of two bytes can become an object of two hundred: without a
/// limit on their number a small file would fill the memory.
/// </summary>
internal static class WireScan
{
    /// <summary>Messages, texts and lists in one model. Large real models have some hundred thousand.</summary>
    public const int MaximumFields = 4_000_000;

    private const int MaximumDepth = 64;

    // The kind of fields that say how long they are.
    private const int Lengthy = 2;

    // Which fields hold messages worth entering; the numbers are those of onnx.proto.
    private static readonly Dictionary<(Message, int), Message> Children = new()
    {
        [(Message.Model, 7)] = Message.Graph,
        [(Message.Model, 25)] = Message.Function,
        [(Message.Function, 7)] = Message.Node,
        [(Message.Function, 11)] = Message.Attribute,
        [(Message.Graph, 1)] = Message.Node,
        [(Message.Graph, 5)] = Message.Leaf,
        [(Message.Graph, 11)] = Message.Leaf,
        [(Message.Graph, 12)] = Message.Leaf,
        [(Message.Graph, 13)] = Message.Leaf,
        [(Message.Node, 5)] = Message.Attribute,
        [(Message.Attribute, 5)] = Message.Leaf,
        [(Message.Attribute, 6)] = Message.Graph,
        [(Message.Attribute, 10)] = Message.Leaf,
        [(Message.Attribute, 11)] = Message.Graph,
    };

    private enum Message
    {
        Model,
        Function,
        Graph,
        Node,
        Attribute,
        Leaf,
    }

    /// <exception cref="InputException">There are too many fields, they are nested too deeply, or one ends beyond the end of the file.</exception>
    public static void Require(ReadOnlySpan<byte> content, string name)
    {
        var left = MaximumFields;
        Scan(content, Message.Model, 0, ref left, name);
    }

    /// <summary>The field that a record begins with.</summary>
    /// <param name="bytes">A record that has been looked over, not empty.</param>
    /// <returns>Its number, whether it says how long it is, bytes before its content, and bytes of its content.</returns>
    public static (int Field, bool HasLength, int Length, int Content) Head(ReadOnlySpan<byte> bytes)
    {
        var rest = bytes;
        var tag = 0UL;
        var content = Next(ref rest, ref tag, "");
        return ((int)Math.Min(tag >> 3, int.MaxValue), (tag & 7) == Lengthy, bytes.Length - rest.Length - content.Length, content.Length);
    }

    private static void Scan(ReadOnlySpan<byte> bytes, Message message, int depth, ref int left, string name)
    {
        if (depth > MaximumDepth) throw new InputException($"{name} nests its graphs too deeply");
        var tag = 0UL;
        while (!bytes.IsEmpty)
        {
            var content = Next(ref bytes, ref tag, name);
            if ((tag & 7) != Lengthy) continue;
            if (--left < 0) throw new InputException($"{name} has more than {MaximumFields} parts");
            if (Children.TryGetValue((message, (int)Math.Min(tag >> 3, int.MaxValue)), out var child)) Scan(content, child, depth + 1, ref left, name);
        }
    }

    /// <summary>Takes a field off the beginning of a record.</summary>
    private static ReadOnlySpan<byte> Next(ref ReadOnlySpan<byte> bytes, ref ulong tag, string name)
    {
        tag = Varint(ref bytes, name);
        switch (tag & 7)
        {
            case 0:
                var start = bytes;
                Varint(ref bytes, name);
                return start[..(start.Length - bytes.Length)];
            case 1:
                return Skip(ref bytes, 8, name);
            case Lengthy:
                return Skip(ref bytes, Varint(ref bytes, name), name);
            case 5:
                return Skip(ref bytes, 4, name);
            default:
                throw Damaged(name, $"a field of kind {tag & 7}");
        }
    }

    private static ulong Varint(ref ReadOnlySpan<byte> bytes, string name)
    {
        var value = 0UL;
        for (var i = 0; i < 10; i++)
        {
            if (i == bytes.Length) throw Damaged(name, "it ends in the middle of a number");
            value |= (ulong)(bytes[i] & 0x7f) << (7 * i);
            if (bytes[i] >= 0x80) continue;
            bytes = bytes[(i + 1)..];
            return value;
        }

        throw Damaged(name, "a number of more than ten bytes");
    }

    private static ReadOnlySpan<byte> Skip(ref ReadOnlySpan<byte> bytes, ulong count, string name)
    {
        if (count > (ulong)bytes.Length) throw Damaged(name, $"a field claims {count} bytes where {bytes.Length} are left");
        var field = bytes[..(int)count];
        bytes = bytes[(int)count..];
        return field;
    }

    private static InputException Damaged(string name, string what) =>
        new($"{name} is not an ONNX model, or is damaged: {what}", OnnxFile.Hint);
}
