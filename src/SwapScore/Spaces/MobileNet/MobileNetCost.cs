namespace SwapScore.Spaces.MobileNet;

/// <summary>Multiply-adds of a network, counted from its choices alone: fast enough to draw and vary networks by.</summary>
internal static class MobileNetCost
{
    /// <summary>The least a network of the space has, at its own side with 1,000 classes.</summary>
    public const long Least = 20_000_000;

    /// <summary>The most.</summary>
    public const long Most = 600_000_000;

    // 3×3 windows of three colors.
    private const int StemInputs = 27;

    private const int Classes = 1000;

    /// <summary>Multiply-adds for one image of the network's own side, with 1,000 classes.</summary>
    /// <param name="side">Side of the image.</param>
    /// <param name="stem">Channels of the stem.</param>
    /// <param name="stages">The stages.</param>
    public static long MultiplyAdds(int side, int stem, IReadOnlyList<MobileNetStage> stages)
    {
        side = Half(side);
        var (sum, channels) = (Area(side) * StemInputs * stem, stem);
        foreach (var (number, stage) in stages.Index())
            foreach (var (index, block) in stage.Blocks.Index())
            {
                var wide = MobileNetChannels.Wide(channels, block.Expansion);
                if (block.Expansion > 1) sum += Area(side) * channels * wide;
                if (index == 0 && MobileNetStageRange.All[number].Stride > 1) side = Half(side);
                sum += Area(side) * wide * (block.Kernel * block.Kernel + stage.Width);
                if (stage.HasGate) sum += 2L * wide * MobileNetChannels.Squeezed(wide);
                channels = stage.Width;
            }

        var last = MobileNetChannels.Last(stages);
        if (stages.Count < MobileNetStageRange.All.Length) sum += (long)last * MobileNetChannels.Features;
        return sum + Area(side) * channels * last + (long)MobileNetChannels.Features * Classes;
    }

    private static int Half(int side) => (side + 1) / 2;

    private static long Area(int side) => (long)side * side;
}
