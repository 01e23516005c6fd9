using System.Collections.Immutable;
using SwapScore.Randomness;

namespace SwapScore.Spaces.MobileNet;

/// <summary>
/// Draws and variation of networks: another side, stem, width or activation, a gate more or less, another block at a place, or a block more or less at the
/// end of a stage. Stages are inherited whole. Networks outside the space are drawn again.
/// </summary>
internal static class MobileNetVariation
{
    private static readonly ImmutableArray<MobileNetStageRange> Ranges = MobileNetStageRange.All;

    private static readonly int Places = Ranges.Max(range => range.Deepest);
    private static readonly int Group = 3 + Places;
    private static readonly int Activations = MobileNetStage.ActivationTexts.Count;

    public static ChoiceVariation<MobileNetArchitecture> Instance { get; } = new(
        [.. Padded([MobileNetArchitecture.Sides.Length, MobileNetArchitecture.Stems.Length], 1), .. Ranges.SelectMany(OptionsOf)],
        Encode,
        choices => Decode(choices) is { IsInRange: true } network ? network : null,
        Group);

    /// <summary>A network: every choice is uniform, then those outside the range of multiply-adds are drawn again.</summary>
    public static MobileNetArchitecture Draw(RandomKey key)
    {
        var draw = key.Draw();
        while (true)
        {
            var side = draw.Pick(MobileNetArchitecture.Sides);
            var stem = draw.Pick(MobileNetArchitecture.Stems);
            var network = new MobileNetArchitecture(side, stem, [.. Ranges.Where(range => !range.IsOptional || draw.Next(2) == 0).Select(range => Stage(range, draw))]);
            if (network.IsInRange) return network;
        }
    }

    private static MobileNetStage Stage(MobileNetStageRange range, RandomSequence draw)
    {
        var (width, activation, hasGate) = (draw.Pick(range.Widths), (MobileNetActivation)draw.Next(Activations), draw.Next(2) == 1);
        return new MobileNetStage(width, activation, hasGate, [.. Enumerable.Range(0, draw.Next(range.Deepest) + 1).Select(_ => range.Block(draw.Next(range.BlockCount)))]);
    }

    /// <summary>Width, activation, gate; then for each place 0 for no block, or the number of a block plus 1.</summary>
    private static int[] OptionsOf(MobileNetStageRange range) =>
        Padded([range.Widths.Length, Activations, 2, .. Enumerable.Repeat(range.BlockCount + 1, range.Deepest)], 1);

    private static int[] Encode(MobileNetArchitecture network) =>
    [
        .. Padded([MobileNetArchitecture.Sides.IndexOf(network.Side), MobileNetArchitecture.Stems.IndexOf(network.Stem)], 0),
        .. Ranges.SelectMany((range, number) => number < network.Stages.Length ? Encode(range, network.Stages[number]) : new int[Group]),
    ];

    private static int[] Encode(MobileNetStageRange range, MobileNetStage stage) => Padded(
        [range.Widths.IndexOf(stage.Width), (int)stage.Activation, stage.HasGate ? 1 : 0, .. stage.Blocks.Select(block => range.Number(block) + 1)], 0);

    private static MobileNetArchitecture? Decode(int[] choices)
    {
        var groups = choices.Chunk(Group).ToArray();
        var stages = Ranges.Zip(groups.Skip(1), Decode).ToList();
        if (stages[^1] is null && groups[^1][3..].All(choice => choice == 0)) stages.RemoveAt(stages.Count - 1);
        return stages.Contains(null)
            ? null
            : new MobileNetArchitecture(MobileNetArchitecture.Sides[groups[0][0]], MobileNetArchitecture.Stems[groups[0][1]], [.. stages.OfType<MobileNetStage>()]);
    }

    /// <summary>A stage; null where it has no block, or where an empty place is followed by a block.</summary>
    private static MobileNetStage? Decode(MobileNetStageRange range, int[] choices)
    {
        var blocks = choices[3..].TakeWhile(choice => choice > 0).ToArray();
        return blocks.Length == 0 || choices[(3 + blocks.Length)..].Any(choice => choice > 0)
            ? null
            : new MobileNetStage(range.Widths[choices[0]], (MobileNetActivation)choices[1], choices[2] == 1, [.. blocks.Select(number => range.Block(number - 1))]);
    }

    private static int[] Padded(int[] choices, int filler) => [.. choices, .. Enumerable.Repeat(filler, Group - choices.Length)];
}
