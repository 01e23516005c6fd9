using System.Globalization;

namespace SwapScore.Spaces.Darts.Notation;

/// <summary>Reads the text Python writes for a genotype, and the variants people write by hand.</summary>
internal sealed class PythonGenotypeReader(GenotypeText text)
{
    // A field is a list of pairs: anything deeper is malformed, and recursion must not follow the text.
    private const int MaximumDepth = 2;
    private const int MaximumDigits = 6;

    private int _position;

    public DartsGenotype Read()
    {
        var (name, position) = Word("'Genotype('");
        if (Take('=')) (name, position) = Word("'Genotype('");
        if (name != "Genotype") throw text.Fault(position, $"expected 'Genotype(', found {GenotypeText.Quote(name)}");
        Expect('(');
        var fields = new List<GenotypeField>();
        while (Next() != ')')
        {
            fields.Add(Field());
            if (!Take(',')) break;
        }

        Expect(')');
        var end = _position - 1;
        if (Next() is not null) throw text.Fault(_position, "unexpected text after the genotype");
        return new GenotypeInterpreter(text).Interpret(fields, end);
    }

    private GenotypeField Field()
    {
        var (name, position) = Word("a field such as normal=[…]");
        Expect('=');
        return new GenotypeField(name, position, Value(0));
    }

    private Literal Value(int depth)
    {
        var next = Next();
        var start = _position;
        return next switch
        {
            '[' or '(' => depth < MaximumDepth ? List(depth) : throw text.Fault(start, "lists are nested too deeply"),
            '\'' or '"' => new NameLiteral(start, Quoted()),
            >= '0' and <= '9' => new NumberLiteral(start, Number()),
            'r' => Range(),
            _ => throw text.Fault(start, $"expected a list, a name in quotes or a whole number, found {text.Found(start)}"),
        };
    }

    private ListLiteral List(int depth)
    {
        var start = _position;
        var close = text.Value[_position++] == '[' ? ']' : ')';
        var items = new List<Literal>();
        while (Next() != close)
        {
            items.Add(Value(depth + 1));
            if (!Take(',')) break;
        }

        Expect(close);
        return new ListLiteral(start, [.. items]);
    }

    private ListLiteral Range()
    {
        var (name, start) = Word("range(2, 6)");
        if (name != "range") throw text.Fault(start, $"expected a list or range(2, 6), found {GenotypeText.Quote(name)}");
        Expect('(');
        var first = Bound();
        Expect(',');
        var end = Bound();
        Expect(')');
        if (end > DartsCell.Inputs + DartsCell.Nodes) throw text.Fault(start, $"range({first}, {end}) goes beyond node 5");
        return new ListLiteral(start, [.. Enumerable.Range(first, Math.Max(0, end - first)).Select(node => new NumberLiteral(start, node))]);
    }

    private int Bound() => Next() is >= '0' and <= '9'
        ? Number()
        : throw text.Fault(_position, $"expected a whole number, found {text.Found(_position)}");

    private int Number()
    {
        var start = _position;
        while (_position < text.Value.Length && char.IsAsciiDigit(text.Value[_position]))
            _position++;
        if (_position - start > MaximumDigits) throw text.Fault(start, "the number is too large");
        return int.Parse(text.Value.AsSpan(start.._position), NumberStyles.None, CultureInfo.InvariantCulture);
    }

    private string Quoted()
    {
        var quote = text.Value[_position];
        var start = _position + 1;
        var end = text.Value.IndexOf(quote, start);
        if (end < 0) throw text.Fault(_position, $"the name has no closing {quote}");
        _position = end + 1;
        return text.Value[start..end];
    }

    private (string Name, int Position) Word(string expectation)
    {
        Next();
        var start = _position;
        while (_position < text.Value.Length && (char.IsAsciiLetterOrDigit(text.Value[_position]) || text.Value[_position] == '_'))
            _position++;
        if (_position == start) throw text.Fault(start, $"expected {expectation}, found {text.Found(start)}");
        return (text.Value[start.._position], start);
    }

    private void Expect(char expected)
    {
        if (!Take(expected)) throw text.Fault(_position, $"expected '{expected}', found {text.Found(_position)}");
    }

    private bool Take(char wanted)
    {
        if (Next() != wanted) return false;
        _position++;
        return true;
    }

    /// <summary>Skips white space; null at the end.</summary>
    private char? Next()
    {
        while (_position < text.Value.Length && char.IsWhiteSpace(text.Value[_position]))
            _position++;
        return _position < text.Value.Length ? text.Value[_position] : null;
    }
}
