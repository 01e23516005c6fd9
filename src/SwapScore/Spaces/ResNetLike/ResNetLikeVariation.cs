namespace SwapScore.Spaces.ResNetLike;

/// <summary>Variation of residual networks: one stage has another depth, width or number of groups; stages are inherited whole.</summary>
internal static class ResNetLikeVariation
{
    private const int ChoicesPerStage = 3;

    public static ChoiceVariation<ResNetLikeArchitecture> Instance { get; } = new(
        [.. Enumerable.Range(0, ResNetLikeArchitecture.StageCount).SelectMany(OptionsOf)],
        architecture => [.. architecture.Stages.SelectMany(Encode)],
        choices => new ResNetLikeArchitecture([.. choices.Chunk(ChoicesPerStage).Select(Decode)]),
        group: ChoicesPerStage);

    /// <summary>How many values each choice of a stage has.</summary>
    public static int[] OptionsOf(int stage) => [ResNetLikeStage.Deepest, ResNetLikeStage.WidthsOf(stage).Length, ResNetLikeStage.GroupChoices.Length];

    /// <summary>The stage of three choices.</summary>
    public static ResNetLikeStage Decode(int[] choices, int stage) =>
        new(choices[0] + 1, ResNetLikeStage.WidthsOf(stage)[choices[1]], ResNetLikeStage.GroupChoices[choices[2]]);

    private static int[] Encode(ResNetLikeStage stage, int index) =>
        [stage.Depth - 1, ResNetLikeStage.WidthsOf(index).IndexOf(stage.Width), ResNetLikeStage.GroupChoices.IndexOf(stage.Groups)];
}
