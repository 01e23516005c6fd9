using System.Globalization;

namespace SwapScore.Metrics.Aggregates;

/// <summary>Reads <c>metric</c>, <c>rank(metric,…)</c> and <c>product(metric^exponent,…)</c>.</summary>
internal sealed class MetricExpressionParser(string text, MetricCatalog catalog, Func<string, MetricDescription?>? others)
{
    private const string Example = "write rank(swap,independence,live-flops) or product(swap,live-flops^0.5)";

    private static readonly AggregateKind[] Kinds = [AggregateKind.Rank, AggregateKind.Product];

    private int _position;

    public MetricExpression Parse()
    {
        var (start, name) = ReadWord();
        if (!Takes('('))
        {
            // A name alone needs no place: it is all there is.
            RequireEnd();
            return MetricExpression.From(Find(name) ?? throw new UsageException(catalog.Unknown(name)));
        }

        var kind = Kinds.FirstOrDefault(kind => MetricExpression.Word(kind) == name);
        if (kind == AggregateKind.None)
            throw Fault(start, $"unknown aggregate '{name}'", Spelling.Hint(name, [.. Kinds.Select(MetricExpression.Word)]));
        var terms = new List<MetricTerm>();
        do
            terms.Add(ReadTerm(kind, terms));
        while (Takes(','));
        if (!Takes(')')) throw Fault(_position, $"expected ',' or ')', found {Found()}", Example);
        RequireEnd();
        return terms.Count > 1
            ? MetricExpression.Create(kind, [.. terms])
            : throw Fault(start, $"{name} takes two metrics or more", Example);
    }

    private MetricTerm ReadTerm(AggregateKind kind, List<MetricTerm> earlier)
    {
        var (start, name) = ReadWord();
        if (name.Length == 0) throw Fault(start, $"expected a metric, found {Found()}", Example);
        if (Takes('(')) throw Fault(start, "an aggregate cannot stand in another one", "name the metrics themselves");
        if (Find(name) is not { } metric) throw Fault(start, catalog.Unknown(name), null);
        if (earlier.Any(term => term.Metric.Name == name)) throw Fault(start, $"{name} stands there twice", "give it an exponent instead");
        return new MetricTerm(metric, Takes('^') ? ReadExponent(kind) : 1);
    }

    private double ReadExponent(AggregateKind kind)
    {
        var (start, word) = ReadWord();
        if (!double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var exponent) || !double.IsFinite(exponent) || exponent == 0)
            throw Fault(start, $"expected a number other than 0, found {(word.Length == 0 ? Found() : $"'{word}'")}", Example);
        return kind == AggregateKind.Rank && exponent < 0
            ? throw Fault(start, $"the weight of a rank must be above 0, not {word}", "which end is better is known of every metric")
            : exponent;
    }

    private MetricDescription? Find(string name) => catalog.Find(name) ?? others?.Invoke(name);

    /// <summary>What stands up to the next of <c>( ) , ^</c>, without spaces around it, and where it begins.</summary>
    private (int Start, string Word) ReadWord()
    {
        while (_position < text.Length && text[_position] == ' ')
            _position++;
        var start = _position;
        while (_position < text.Length && !"(),^".Contains(text[_position], StringComparison.Ordinal))
            _position++;
        return (start, text[start.._position].TrimEnd());
    }

    private bool Takes(char sign)
    {
        var takes = _position < text.Length && text[_position] == sign;
        if (takes) _position++;
        return takes;
    }

    private void RequireEnd()
    {
        while (_position < text.Length && text[_position] == ' ')
            _position++;
        if (_position < text.Length) throw Fault(_position, $"expected the end, found {Found()}", Example);
    }

    private string Found() => _position < text.Length ? $"'{text[_position]}'" : "the end";

    private UsageException Fault(int position, string what, string? hint) =>
        new($"metric '{PrintableText.OnOneLine(text)}', character {position + 1}: {what}", hint);
}
