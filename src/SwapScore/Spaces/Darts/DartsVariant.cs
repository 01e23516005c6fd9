namespace SwapScore.Spaces.Darts;

/// <summary>
/// Which genotypes a <see cref="DartsSpace"/> draws, and which network it scores. What was measured of the two networks:
/// <c>docs/evidence/search-networks.md</c>.
/// </summary>
internal enum DartsVariant
{
    /// <summary>
    /// <c>darts</c>: two independent cells, scored as published, on one reduction cell. The normal cell does not count, so a search takes
    /// <see cref="WithoutNone"/> or, to be faithful, <see cref="SharedCell"/>.
    /// </summary>
    Standard,

    /// <summary><c>darts-both</c>: two independent cells; a normal cell beside the reduction cell, both reading the image, so that both count.</summary>
    BothCells,

    /// <summary>
    /// <c>darts-without-none</c>: as <see cref="BothCells"/>, of the seven operations that are one. A cell that is to be trained has no use for
    /// <c>none</c>, and published cells hold none either.
    /// </summary>
    WithoutNone,

    /// <summary><c>darts-shared</c>: one cell in both places, as in every row of the published table, scored as published.</summary>
    SharedCell,
}
