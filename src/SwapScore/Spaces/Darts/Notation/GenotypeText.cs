namespace SwapScore.Spaces.Darts.Notation;

/// <summary>A text being read as a genotype, and the faults found in it.</summary>
internal sealed class GenotypeText
{
    private const int ExcerptRadius = 24;

    private const string Form =
        "a genotype looks like Genotype(normal=[('sep_conv_3x3', 0), … 8 pairs], normal_concat=[2, 3, 4, 5], reduce=[…], reduce_concat=[2, 3, 4, 5])";

    public GenotypeText(string text)
    {
        if (text.Length > DartsGenotype.MaximumTextLength)
            throw new UsageException($"the genotype has {text.Length} characters; at most {DartsGenotype.MaximumTextLength} are read", Form);
        Value = text;
    }

    public string Value { get; }

    /// <param name="position">Counted from 0; reported from 1.</param>
    /// <param name="what">What was found and what was expected.</param>
    public UsageException Fault(int position, string what) =>
        new($"malformed genotype at character {position + 1}: {what}; near \"{Excerpt(position)}\"", Form);

    /// <summary>What stands at a position, in words.</summary>
    public string Found(int position) => position < Value.Length ? $"'{Printable(Value[position])}'" : "the end of the text";

    public static string Quote(string value) =>
        $"'{string.Concat(value.Take(ExcerptRadius).Select(Printable))}{(value.Length > ExcerptRadius ? "…" : "")}'";

    private string Excerpt(int position)
    {
        var start = Math.Max(0, position - ExcerptRadius);
        var end = Math.Min(Value.Length, position + ExcerptRadius);
        var before = string.Concat(Value[start..position].Select(Printable));
        var after = string.Concat(Value[position..end].Select(Printable));
        return $"{(start > 0 ? "…" : "")}{before}▸{after}{(end < Value.Length ? "…" : "")}";
    }

    private static char Printable(char c) => char.IsWhiteSpace(c) ? ' ' : char.IsControl(c) || char.IsSurrogate(c) ? '\uFFFD' : c;
}
