using SwapScore.Truth;

namespace SwapScore.Spaces.AutoFormer;

/// <summary>
/// Reads tables of vision Transformers: columns of the width, <c>num_heads</c> and <c>mlp_ratio</c> (numbers separated by blanks, one per layer), and of accuracies.
/// </summary>
internal static class AutoFormerTruth
{
    private const string Heads = "num_heads";
    private const string Ratios = "mlp_ratio";

    /// <summary>The reader of a table.</summary>
    /// <param name="fileName">Name under which it is published.</param>
    /// <param name="width">Name of its column of widths.</param>
    /// <param name="accuracies">By task the name of its column of accuracies.</param>
    public static ITruthReader Create(string fileName, string width, IReadOnlyDictionary<string, string> accuracies) =>
        new ChoiceTruth(fileName, [width, Heads, Ratios], accuracies, row => Text(row[width], row[Heads].Split(' '), row[Ratios].Split(' ')));

    // A list that is shorter than the other shows as a layer that cannot be read.
    private static string Text(string width, string[] heads, string[] ratios)
    {
        var layers = Math.Max(heads.Length, ratios.Length);
        return AutoFormerText.Format(width, Filled(heads), Filled(ratios.Select(ratio => ChoiceTruth.Number(ratio) is { } number ? AutoFormerText.Number(number) : ratio)));

        IEnumerable<string> Filled(IEnumerable<string> list) => list.Concat(Enumerable.Repeat("?", layers)).Take(layers);
    }
}
