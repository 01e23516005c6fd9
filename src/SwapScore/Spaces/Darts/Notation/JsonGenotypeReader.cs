using System.Text;
using System.Text.Json;

namespace SwapScore.Spaces.Darts.Notation;

/// <summary>Reads the JSON form: strict JSON, no comments, no trailing commas, no unknown or repeated fields.</summary>
internal ref struct JsonGenotypeReader
{
    private const int MaximumDepth = 3;

    private readonly GenotypeText _text;
    private readonly byte[] _bytes;
    private Utf8JsonReader _reader;

    private JsonGenotypeReader(GenotypeText text)
    {
        _text = text;
        _bytes = Encoding.UTF8.GetBytes(text.Value);
        _reader = new Utf8JsonReader(_bytes, new JsonReaderOptions { MaxDepth = MaximumDepth });
    }

    public static DartsGenotype Read(GenotypeText text)
    {
        var reader = new JsonGenotypeReader(text);
        try
        {
            return reader.Genotype();
        }
        catch (JsonException fault)
        {
            throw text.Fault(reader.Position(reader.Offset(fault)), "not valid JSON from here on");
        }
    }

    private DartsGenotype Genotype()
    {
        var fields = new List<GenotypeField>();
        _reader.Read();
        while (_reader.Read() && _reader.TokenType == JsonTokenType.PropertyName)
        {
            var (name, position) = (Name(), Position(_reader.TokenStartIndex));
            _reader.Read();
            fields.Add(new GenotypeField(name, position, Value()));
        }

        var end = Position(_reader.TokenStartIndex);

        // Text after the closing brace is a fault of this read.
        _reader.Read();
        return new GenotypeInterpreter(_text).Interpret(fields, end);
    }

    private Literal Value()
    {
        var position = Position(_reader.TokenStartIndex);
        return _reader.TokenType switch
        {
            JsonTokenType.StartArray => List(position),
            JsonTokenType.String => new NameLiteral(position, Name()),
            JsonTokenType.Number when _reader.TryGetInt32(out var number) => new NumberLiteral(position, number),
            _ => throw _text.Fault(position, "expected a list, a name in quotes or a whole number"),
        };
    }

    private ListLiteral List(int position)
    {
        var items = new List<Literal>();
        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndArray)
            items.Add(Value());
        return new ListLiteral(position, [.. items]);
    }

    // No name of a genotype needs an escape, and half a surrogate pair in one could not be decoded.
    private readonly string Name() => _reader.ValueIsEscaped
        ? throw _text.Fault(Position(_reader.TokenStartIndex), "names must be written without escapes")
        : _reader.GetString()!;

    private readonly int Position(long offset) =>
        Math.Min(_text.Value.Length, Encoding.UTF8.GetCharCount(_bytes, 0, (int)Math.Min(offset, _bytes.Length)));

    private readonly long Offset(JsonException fault)
    {
        var start = 0;
        for (var line = fault.LineNumber ?? 0; line > 0; line--)
            start += _bytes.AsSpan(start).IndexOf((byte)'\n') + 1;
        return start + (fault.BytePositionInLine ?? 0);
    }
}
