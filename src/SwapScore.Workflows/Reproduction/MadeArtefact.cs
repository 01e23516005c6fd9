namespace SwapScore.Workflows.Reproduction;

/// <summary>What became of an artefact.</summary>
/// <param name="Artefact">The figure or table.</param>
/// <param name="Report">What was made; empty where nothing was.</param>
/// <param name="Failure">Why it could not be made; null when it was.</param>
internal sealed record MadeArtefact(IArtefact Artefact, ArtefactReport Report, string? Failure)
{
    public static MadeArtefact Failed(IArtefact artefact, string failure) => new(artefact, new ArtefactReport { Absent = [failure] }, failure);

    /// <summary>The state in a few words: made, not made, or made with differences from the paper.</summary>
    public string State =>
        Failure is not null ? "not made"
        : Report.Comparisons.Count(one => one.Differs) is > 0 and var differing ? $"made; {differing} of {Report.Comparisons.Count} differ"
        : "made";
}
