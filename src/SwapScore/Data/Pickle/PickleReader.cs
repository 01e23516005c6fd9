namespace SwapScore.Data.Pickle;

/// <summary>
/// Reads the pickles in which CIFAR and the downsampled ImageNet are published: dictionaries of texts, integers, lists and numpy
/// arrays.
/// </summary>
/// <remarks>
/// <para>
/// A pickle is a program for a stack machine. This one knows only what those files use, looks up no name and runs nothing; whatever else it
/// meets it refuses, with opcode and offset. It never recurses. Texts are views of the file, and the number of values, memo entries and
/// open marks is limited, so that memory stays below the size of the file plus 64 MiB, whatever the file claims.
/// </para>
/// <para>
/// Values are null, <see cref="long"/> (booleans too), <see cref="PickleText"/>, <c>object?[]</c> (tuples),
/// <see cref="List{T}"/>, <see cref="Dictionary{TKey, TValue}"/> with text keys, <see cref="PickleGlobal"/>, <see cref="PickleArray"/>
/// and <see cref="PickleElementType"/>.
/// </para>
/// </remarks>
internal sealed partial class PickleReader(ReadOnlyMemory<byte> content, string file)
{
    /// <summary>Values pushed and memo entries made, together; the published files need up to about 260,000.</summary>
    public const int MaximumValues = 400_000;

    public const int MaximumMarks = 32;
    public const int MaximumKeyLength = 64;

    private const int NewestProtocol = 5;

    private readonly List<object?> _stack = [];
    private readonly Stack<int> _marks = new();
    private readonly Dictionary<long, object?> _memo = [];
    private int _values;

    /// <summary>The one value the file holds.</summary>
    /// <exception cref="InputException">The file is damaged, or holds what no published data file does.</exception>
    public object? Read()
    {
        while (true)
        {
            _start = _position;
            _opcode = (PickleOpcode)NextByte();
            if (_opcode == PickleOpcode.Stop) return Finish();
            Execute();
        }
    }

    private object? Finish()
    {
        if (_stack.Count != 1 || _marks.Count != 0) throw Refuse($"ends with {_stack.Count} values and {_marks.Count} open marks");
        if (_position != content.Length) throw Refuse($"ends the pickle, but {content.Length - _position} bytes follow");
        return _stack[0];
    }

    private void Execute()
    {
        switch (_opcode)
        {
            case PickleOpcode.Protocol: RequireProtocol(NextByte()); break;
            case PickleOpcode.Frame: RequireAvailable(NextInt64()); break;
            case PickleOpcode.Mark: OpenMark(); break;

            case PickleOpcode.None: Push(null); break;
            case PickleOpcode.True: Push(1L); break;
            case PickleOpcode.False: Push(0L); break;
            case PickleOpcode.IntegerLine or PickleOpcode.LongLine: Push(NextIntegerLine()); break;
            case PickleOpcode.Int32: Push((long)NextInt32()); break;
            case PickleOpcode.UInt8: Push((long)NextByte()); break;
            case PickleOpcode.UInt16: Push((long)NextUInt16()); break;
            case PickleOpcode.Long1: Push(NextLong(NextByte())); break;
            case PickleOpcode.Long4: Push(NextLong(NextInt32())); break;

            case PickleOpcode.StringLine: Push(new PickleText(NextQuotedLine(), PickleText.Form.Escaped)); break;
            case PickleOpcode.UnicodeLine: Push(new PickleText(NextLine(), PickleText.Form.Escaped)); break;
            case PickleOpcode.Unicode1: PushText(NextByte(), PickleText.Form.Utf8); break;
            case PickleOpcode.Unicode4: PushText(NextUInt32(), PickleText.Form.Utf8); break;
            case PickleOpcode.Unicode8: PushText(NextInt64(), PickleText.Form.Utf8); break;
            case PickleOpcode.String1 or PickleOpcode.Bytes1: PushText(NextByte(), PickleText.Form.Bytes); break;
            case PickleOpcode.String4: PushText(NextInt32(), PickleText.Form.Bytes); break;
            case PickleOpcode.Bytes4: PushText(NextUInt32(), PickleText.Form.Bytes); break;
            case PickleOpcode.Bytes8 or PickleOpcode.ByteArray8: PushText(NextInt64(), PickleText.Form.Bytes); break;

            case PickleOpcode.EmptyList: Push(new List<object?>()); break;
            case PickleOpcode.List: Push(new List<object?>(PopToMark())); break;
            case PickleOpcode.Append: Append([Pop()]); break;
            case PickleOpcode.Appends: Append(PopToMark()); break;
            case PickleOpcode.EmptyTuple: Push(Array.Empty<object?>()); break;
            case PickleOpcode.Tuple: Push(PopToMark()); break;
            case PickleOpcode.Tuple1: Push(Pop(1)); break;
            case PickleOpcode.Tuple2: Push(Pop(2)); break;
            case PickleOpcode.Tuple3: Push(Pop(3)); break;
            case PickleOpcode.EmptyDictionary: Push(new Dictionary<string, object?>()); break;
            case PickleOpcode.Dictionary: PushDictionary(PopToMark()); break;
            case PickleOpcode.SetItem: SetItems(Pop(2)); break;
            case PickleOpcode.SetItems: SetItems(PopToMark()); break;

            case PickleOpcode.PutLine: Remember(NextIntegerLine()); break;
            case PickleOpcode.Put1: Remember(NextByte()); break;
            case PickleOpcode.Put4: Remember(NextUInt32()); break;
            case PickleOpcode.Memoize: Remember(_memo.Count); break;
            case PickleOpcode.GetLine: Recall(NextIntegerLine()); break;
            case PickleOpcode.Get1: Recall(NextByte()); break;
            case PickleOpcode.Get4: Recall(NextUInt32()); break;

            case PickleOpcode.GlobalLine: Push(FindGlobal(NextText(), NextText())); break;
            case PickleOpcode.StackGlobal: PushStackGlobal(Pop(2)); break;
            case PickleOpcode.Reduce: Reduce(Pop(2)); break;
            case PickleOpcode.Build: Build(Pop()); break;
            default: throw Refuse("is not used by the published data files");
        }
    }

    private void RequireProtocol(byte protocol)
    {
        if (protocol > NewestProtocol) throw Refuse($"announces protocol {protocol}; known are 0 to {NewestProtocol}");
    }

    private void PushText(long length, PickleText.Form form) => Push(new PickleText(Next(length), form));

    private void PushDictionary(object?[] items)
    {
        Push(new Dictionary<string, object?>());
        SetItems(items);
    }

    private void Append(ReadOnlySpan<object?> items)
    {
        if (Top is not List<object?> list) throw Refuse("appends to something that is no list");
        list.AddRange(items);
    }

    private void SetItems(object?[] items)
    {
        if (Top is not Dictionary<string, object?> dictionary || items.Length % 2 != 0)
            throw Refuse("needs a dictionary and pairs of key and value");
        for (var i = 0; i < items.Length; i += 2)
        {
            if (items[i] is not PickleText { Length: <= MaximumKeyLength } key) throw Refuse("sets a key that is no short text");
            dictionary[key.ToString()] = items[i + 1];
        }
    }

    private PickleGlobal FindGlobal(PickleText module, PickleText name)
    {
        if (module.Is("_codecs") && name.Is("encode")) return PickleGlobal.Encode;
        if (module.Is("numpy") && name.Is("ndarray")) return PickleGlobal.Array;
        if (module.Is("numpy") && name.Is("dtype")) return PickleGlobal.ElementType;
        if ((module.Is("numpy.core.multiarray") || module.Is("numpy._core.multiarray")) && name.Is("_reconstruct"))
            return PickleGlobal.Reconstruct;
        throw Refuse($"refers to '{module}.{name}', which no published data file (protocol 4 or older) needs");
    }

    private void PushStackGlobal(object?[] names)
    {
        if (names is not [PickleText module, PickleText name]) throw Refuse("needs two texts");
        Push(FindGlobal(module, name));
    }

    private void Reduce(object?[] call) => Push(call switch
    {
        [PickleGlobal.Encode, object?[] and [PickleText text, PickleText codec]] when codec.Is("latin1") => text,
        [PickleGlobal.Reconstruct, object?[] and [PickleGlobal.Array, object?[], PickleText]] => new PickleArray(),
        [PickleGlobal.ElementType, object?[] and [PickleText code, ..]] => new PickleElementType(code),
        _ => throw Refuse("calls something other than an array, an element type or a latin1 text"),
    });

    private void Build(object? state)
    {
        // The state of an element type says byte order and alignment, which mean nothing for bytes.
        var isKnown = (Top, state) switch
        {
            (PickleArray array, object?[] values) => array.TrySet(values),
            (PickleElementType, object?[]) => true,
            _ => false,
        };
        if (!isKnown) throw Refuse("sets a state that is not numpy's");
    }
}
