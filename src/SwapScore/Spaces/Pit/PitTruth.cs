using SwapScore.Truth;

namespace SwapScore.Spaces.Pit;

/// <summary>
/// Reads the table of Auto-Prox: columns <c>base_dim</c>, <c>mlp_ratio</c>, <c>depth</c> and <c>num_heads</c> (three numbers each, separated by blanks), and of accuracies.
/// </summary>
internal static class PitTruth
{
    private const string Base = "base_dim";
    private const string Ratio = "mlp_ratio";
    private const string Depths = "depth";
    private const string Heads = "num_heads";

    /// <summary>The reader.</summary>
    public static ITruthReader Create() => new ChoiceTruth(
        "autoprox_gt_pit.csv", [Base, Ratio, Depths, Heads], AutoProx.Accuracies, row => PitText.Format(row[Base], row[Ratio], row[Depths].Split(' '), row[Heads].Split(' ')));
}
