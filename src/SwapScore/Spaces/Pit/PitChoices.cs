using System.Collections.Immutable;

namespace SwapScore.Spaces.Pit;

/// <summary>What a pooling-based vision Transformer can be made of.</summary>
internal static class PitChoices
{
    /// <summary>Features of a head.</summary>
    public static readonly ImmutableArray<int> HeadWidths = [16, 24, 32, 40];

    /// <summary>Feed-forward ratios.</summary>
    public static readonly ImmutableArray<int> Ratios = [2, 4, 6, 8];

    /// <summary>Numbers of layers, stage by stage.</summary>
    public static readonly ImmutableArray<ImmutableArray<int>> Depths = [[1, 2, 3], [4, 6, 8], [2, 4, 6]];

    /// <summary>Heads of a stage, ascending.</summary>
    public static readonly ImmutableArray<int> Heads = [2, 4, 8];

    /// <summary>Every network, in a fixed order: 4 widths of heads × 4 ratios × 27 depths × 10 numbers of heads that never fall.</summary>
    public static ImmutableArray<PitArchitecture> All => field.IsDefault ? field = [.. Enumerate()] : field;

    private static IEnumerable<PitArchitecture> Enumerate() =>
        from width in HeadWidths
        from ratio in Ratios
        from first in Stages(0, 0)
        from second in Stages(1, first.Heads)
        from third in Stages(2, second.Heads)
        select new PitArchitecture(width, ratio, first, second, third);

    private static IEnumerable<PitStage> Stages(int stage, int leastHeads) =>
        from depth in Depths[stage]
        from heads in Heads
        where heads >= leastHeads
        select new PitStage(depth, heads);
}
