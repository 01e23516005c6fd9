namespace SwapScore.Spaces.Darts;

/// <summary>The network a <see cref="DartsSpace"/> scores. What was measured of both: <c>docs/evidence/search-networks.md</c>.</summary>
public enum DartsScoringNetwork
{
    /// <summary>As published: one reduction cell. The normal cell of a genotype does not count, so genotypes of two equal cells are drawn.</summary>
    OneCell,

    /// <summary>A normal cell beside the reduction cell, both reading the image, so that both count; the two cells are drawn independently.</summary>
    BothCells,
}
