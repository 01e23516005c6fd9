using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace SwapScore.Spaces.NasBench201;

/// <summary>Reads the ways in which NAS-Bench-201 and its users write cells.</summary>
internal static partial class NasBench201Text
{
    private const string Hint = "write |nor_conv_3x3~0|+|nor_conv_3x3~0|skip_connect~1|+|none~0|skip_connect~1|avg_pool_3x3~2| or a key (0, 2, 3, 2, 3, 1)";

    /// <exception cref="UsageException">The text is malformed; the message says where.</exception>
    public static NasBench201Architecture Parse(string text)
    {
        var inner = Unwrapped(text);
        if (inner.Contains('|', StringComparison.Ordinal) || inner is not ['(' or '[', ..]) return ParseText(Blank().Replace(inner, ""));
        return inner.AsSpan(1).IndexOfAny('(', '[') >= 0 ? ParseTuples(inner) : ParseKey(inner);
    }

    /// <summary>The text without quotes, brackets around the benchmark's own text, and the name of its class.</summary>
    private static string Unwrapped(string text)
    {
        var inner = KeyText.Unquoted(text);
        if (Structure().Match(inner) is { Success: true } structure) inner = KeyText.Unquoted(structure.Groups[1].Value);
        while (inner is ['(' or '[', .., ')' or ']'] && KeyText.Unquoted(inner[1..^1]) is ['|', ..] cell) inner = cell;
        return inner;
    }

    private static NasBench201Architecture ParseKey(string text)
    {
        var numbers = KeyText.Numbers(text, "a NAS-Bench-201 key", NasBench201Architecture.EdgeCount, 0, NasBench201Architecture.Names.Length - 1);
        var edges = new NasBench201Operation[numbers.Length];
        for (var i = 0; i < edges.Length; i++)
            edges[NasBench201Architecture.KeyOrder[i]] = (NasBench201Operation)numbers[i];
        return new NasBench201Architecture([.. edges]);
    }

    /// <summary>The nodes as Python holds them: <c>((('nor_conv_3x3', 0),), (('none', 0), ('skip_connect', 1)), …)</c>.</summary>
    private static NasBench201Architecture ParseTuples(string text)
    {
        var pairs = Pair().Matches(text);
        int[] sources = [0, 0, 1, 0, 1, 2];
        if (Pair().Replace(text, "").Any(c => !char.IsWhiteSpace(c) && c is not ('(' or ')' or '[' or ']' or ',')) || pairs.Count != sources.Length)
            throw new UsageException($"'{KeyText.Shortened(text)}' is not a NAS-Bench-201 cell: {pairs.Count} pairs of operation and source, expected {sources.Length}", Hint);
        return new NasBench201Architecture([.. pairs.Select((pair, i) =>
        {
            var source = pair.Groups[2].Value;
            return source == sources[i].ToString(CultureInfo.InvariantCulture)
                ? Operation(pair.Groups[1].Value)
                : throw new UsageException($"'{KeyText.Shortened(text)}' is not a NAS-Bench-201 cell: pair {i + 1} reads node {source}, expected {sources[i]}", Hint);
        })]);
    }

    private static NasBench201Operation Operation(string name) => Array.IndexOf(NasBench201Architecture.Names, name) is >= 0 and var index
        ? (NasBench201Operation)index
        : throw new UsageException($"unknown NAS-Bench-201 operation '{KeyText.Shortened(name)}', expected one of {string.Join(", ", NasBench201Architecture.Names)}", Hint);

    private static NasBench201Architecture ParseText(string text)
    {
        var names = NasBench201Architecture.Names;
        var edges = ImmutableArray.CreateBuilder<NasBench201Operation>(NasBench201Architecture.EdgeCount);
        var position = 0;
        for (var target = 1; target <= 3; target++)
        {
            for (var source = 0; source < target; source++)
            {
                Expect("|");
                var end = text.IndexOf('~', position);
                var name = end < 0 ? text[position..] : text[position..end];
                var operation = Array.IndexOf(names, name);
                if (operation < 0) throw Fault($"unknown operation '{KeyText.Shortened(name)}', expected one of {string.Join(", ", names)}");
                edges.Add((NasBench201Operation)operation);
                position = end;
                Expect($"~{source.ToString(CultureInfo.InvariantCulture)}");
            }

            Expect(target < 3 ? "|+" : "|");
        }

        return position == text.Length ? new NasBench201Architecture(edges.MoveToImmutable()) : throw Fault("unexpected text after the cell");

        void Expect(string expected)
        {
            if (position < 0 || string.CompareOrdinal(text, position, expected, 0, expected.Length) != 0)
            {
                position = Math.Max(position, 0);
                throw Fault($"expected '{expected}'");
            }

            position += expected.Length;
        }

        UsageException Fault(string what) => new($"malformed NAS-Bench-201 cell at character {position + 1}: {what}", Hint);
    }

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Blank();

    [GeneratedRegex(@"\A\w+\(\s*(?:\d+ nodes with\s+)?(.*)\)\z", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Structure();

    [GeneratedRegex(@"[(\[]\s*['""]?(\w+)['""]?\s*,\s*(\d)\s*,?\s*[)\]]", RegexOptions.CultureInvariant)]
    private static partial Regex Pair();
}
