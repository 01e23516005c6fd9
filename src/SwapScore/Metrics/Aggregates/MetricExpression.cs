using SwapScore.Values;

namespace SwapScore.Metrics.Aggregates;

/// <summary>
/// What networks are ranked by: a metric, <c>swap</c>; the ranks by several, <c>rank(swap,independence,live-flops)</c>; or a product of powers,
/// <c>product(swap,live-flops^0.5)</c>. Equal by content. Its JSON form is <see cref="Text"/>.
/// </summary>
/// <remarks>
/// Of n networks, network i has
/// <list type="bullet">
/// <item><c>rank</c>: Σ_M e_M · ln(r_M(i) / n), r_M the rank by metric M from 1 for the worst; equal values share the mean of their ranks, and values that are
/// missing or not finite share the lowest ones. 0 is the best there can be.</item>
/// <item><c>product</c>: Π_M x_M(i)^(±e_M), with a minus where a lower value is better, ranked by its logarithm. It is 0 where a factor is. A network with a
/// negative, missing or infinite factor, or a 0 in a denominator, has none.</item>
/// </list>
/// x_M is the mean over all repeats. Log ranks: AZ-NAS, Lee and Ham (CVPR 2024).
/// </remarks>
public sealed record MetricExpression
{
    private MetricExpression(AggregateKind kind, ValueList<MetricTerm> terms)
    {
        (Kind, Terms) = (kind, terms);
        Text = kind == AggregateKind.None ? terms[0].Metric.Name : $"{Word(kind)}({string.Join(',', terms)})";
    }

    /// <summary>How the metrics are put together.</summary>
    internal AggregateKind Kind { get; }

    /// <summary>The metrics with their weights, in the order written.</summary>
    internal ValueList<MetricTerm> Terms { get; }

    /// <summary>The expression as it is written, without spaces and with exponents other than 1.</summary>
    public string Text { get; }

    /// <summary>Whether there is more than one metric.</summary>
    public bool IsAggregate => Kind != AggregateKind.None;

    /// <summary>Names of the metrics, in the order written.</summary>
    public IEnumerable<string> Metrics => Terms.Select(term => term.Metric.Name);

    /// <summary>The description: that of the metric, or of a metric with the name <see cref="Text"/>.</summary>
    public MetricDescription Description => IsAggregate
        ? new MetricDescription(
            Text,
            Kind == AggregateKind.Rank
                ? $"Sum of the logarithms of the ranks by {string.Join(", ", Terms)} among all networks."
                : $"Product of {string.Join(", ", Terms)}; ranked by its logarithm.",
            MetricDirection.HigherIsBetter,
            Terms.Max(term => term.Metric.Needs),
            "aggregate")
        : Terms[0].Metric;

    /// <summary>One metric.</summary>
    /// <param name="metric">The metric.</param>
    public static MetricExpression From(MetricDescription metric)
    {
        ArgumentNullException.ThrowIfNull(metric);
        return new MetricExpression(AggregateKind.None, [new MetricTerm(metric)]);
    }

    /// <summary>Reads an expression.</summary>
    /// <param name="text">For example <c>rank(swap,independence,live-flops^0.5)</c>.</param>
    /// <param name="catalog">The metrics there are.</param>
    /// <param name="others">Finds metrics of other names; null for none. Default: null.</param>
    /// <exception cref="UsageException">The text is not an expression; the message says where and what was expected.</exception>
    public static MetricExpression Parse(string text, MetricCatalog catalog, Func<string, MetricDescription?>? others = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(catalog);
        return new MetricExpressionParser(text, catalog, others).Parse();
    }

    /// <summary>Reads several expressions; one that is there twice counts once.</summary>
    /// <param name="texts">The expressions.</param>
    /// <param name="catalog">The metrics there are.</param>
    /// <param name="others">Finds metrics of other names; null for none. Default: null.</param>
    /// <exception cref="UsageException">Texts are not expressions; the message names all of them.</exception>
    public static ValueList<MetricExpression> ParseAll(IEnumerable<string> texts, MetricCatalog catalog, Func<string, MetricDescription?>? others = null)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var (found, faults) = (new List<MetricExpression>(), new List<UsageException>());
        foreach (var text in texts)
        {
            try
            {
                found.Add(Parse(text, catalog, others));
            }
            catch (UsageException fault)
            {
                faults.Add(fault);
            }
        }

        return faults.Count switch
        {
            0 => [.. found.Distinct()],
            1 => throw faults[0],
            _ => throw new UsageException(string.Join("; ", faults.Select(fault => fault.Message))),
        };
    }

    /// <summary>Parts a text at the commas that are not within parentheses.</summary>
    /// <param name="text">Expressions, separated by commas.</param>
    public static IReadOnlyList<string> Split(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parts = new List<string>();
        var (start, depth) = (0, 0);
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && text[i] == '(') depth++;
            if (i < text.Length && text[i] == ')') depth--;
            if (i < text.Length && (text[i] != ',' || depth > 0)) continue;
            if (text[start..i].Trim() is { Length: > 0 } part) parts.Add(part);
            start = i + 1;
        }

        return parts;
    }

    /// <summary><see cref="Text"/>.</summary>
    public override string ToString() => Text;

    internal static MetricExpression Create(AggregateKind kind, ValueList<MetricTerm> terms) => new(kind, terms);

    internal static string Word(AggregateKind kind) => kind == AggregateKind.Rank ? "rank" : "product";
}
