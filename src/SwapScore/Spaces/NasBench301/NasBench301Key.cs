using System.Globalization;
using System.Text.RegularExpressions;
using SwapScore.Spaces.Darts;

namespace SwapScore.Spaces.NasBench301;

/// <summary>
/// The keys of the published NAS-Bench-301 table: <c>[[(0, 0), (1, 5), …], [(1, 0), …]]</c>, eight pairs of source state and operation for
/// the normal cell, then eight for the reduction cell; pairs 2i and 2i + 1 feed node i + 2.
/// </summary>
internal static partial class NasBench301Key
{
    /// <summary>The operations by their number in a key; there is no <c>none</c>.</summary>
    public static readonly DartsOperation[] Operations =
    [
        DartsOperation.MaxPool3x3, DartsOperation.AvgPool3x3, DartsOperation.SkipConnect, DartsOperation.SepConv3x3,
        DartsOperation.SepConv5x5, DartsOperation.DilConv3x3, DartsOperation.DilConv5x5,
    ];

    /// <summary>Reads a key.</summary>
    /// <exception cref="UsageException">It is malformed.</exception>
    public static DartsGenotype Parse(string text)
    {
        if (!Form().IsMatch(text))
            throw new UsageException(
                $"'{KeyText.Shortened(text)}' is not a NAS-Bench-301 key: expected two lists of {DartsCell.EdgeCount} pairs",
                "write [[(source, operation), … 8 pairs], [… 8 pairs]] or a DARTS genotype");
        var edges = Pair().Matches(text).Select((pair, i) => Edge(pair, i % DartsCell.EdgeCount, text)).ToList();
        return new DartsGenotype(new DartsCell(edges.Take(DartsCell.EdgeCount)), new DartsCell(edges.Skip(DartsCell.EdgeCount)));
    }

    /// <summary>The key of a genotype without <c>none</c>.</summary>
    public static string Format(DartsGenotype genotype) => $"[{Format(genotype.Normal)}, {Format(genotype.Reduce)}]";

    private static string Format(DartsCell cell) =>
        $"[{string.Join(", ", cell.Edges.Select(edge => $"({edge.Input}, {Array.IndexOf(Operations, edge.Operation)})"))}]";

    private static DartsEdge Edge(Match pair, int index, string text)
    {
        var source = int.Parse(pair.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
        var operation = int.Parse(pair.Groups[2].ValueSpan, CultureInfo.InvariantCulture);
        var node = DartsCell.NodeOf(index);
        if (source >= node || operation >= Operations.Length)
            throw new UsageException(
                $"'{KeyText.Shortened(text)}' is not a NAS-Bench-301 key: pair {pair.Value} at character {pair.Index + 1}: node {node} reads 0 … {node - 1}, operations are 0 … {Operations.Length - 1}");
        return new DartsEdge(Operations[operation], source);
    }

    [GeneratedRegex(@"\((\d), (\d)\)")]
    private static partial Regex Pair();

    [GeneratedRegex(@"^\[\[\(\d, \d\)(, \(\d, \d\)){7}\], \[\(\d, \d\)(, \(\d, \d\)){7}\]\]$")]
    private static partial Regex Form();
}
