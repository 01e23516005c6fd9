namespace SwapScore.Spaces.Pit;

/// <summary>
/// Variation of pooling-based vision Transformers: another width of a head, another ratio, or another depth or number of heads of a stage. Each is inherited by
/// itself. Networks whose heads fall from stage to stage are drawn again.
/// </summary>
internal static class PitVariation
{
    private static readonly int Stages = PitChoices.Depths.Length;

    public static ChoiceVariation<PitArchitecture> Instance { get; } = new(
        [PitChoices.HeadWidths.Length, PitChoices.Ratios.Length, .. PitChoices.Depths.Select(depths => depths.Length), .. Enumerable.Repeat(PitChoices.Heads.Length, Stages)],
        network =>
        [
            PitChoices.HeadWidths.IndexOf(network.HeadWidth),
            PitChoices.Ratios.IndexOf(network.Ratio),
            .. network.Stages.Select((stage, index) => PitChoices.Depths[index].IndexOf(stage.Depth)),
            .. network.Stages.Select(stage => PitChoices.Heads.IndexOf(stage.Heads)),
        ],
        Decode);

    private static PitArchitecture? Decode(int[] choices)
    {
        var (depths, heads) = (choices[2..(2 + Stages)], choices[(2 + Stages)..]);
        return heads.SequenceEqual(heads.Order())
            ? new PitArchitecture(
                PitChoices.HeadWidths[choices[0]], PitChoices.Ratios[choices[1]], [.. depths.Zip(heads).Select((pair, stage) => new PitStage(PitChoices.Depths[stage][pair.First], PitChoices.Heads[pair.Second]))])
            : null;
    }
}
