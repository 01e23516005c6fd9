using System.Collections.Immutable;

namespace SwapScore.Spaces.MobileNet;

/// <summary>What a stage may be.</summary>
/// <param name="Stride">Stride of its first block.</param>
/// <param name="Widths">Channels it may have.</param>
/// <param name="Deepest">Most blocks.</param>
internal sealed record MobileNetStageRange(int Stride, ImmutableArray<int> Widths, int Deepest)
{
    /// <summary>The stages, first to last, around those of MobileNetV2 and V3.</summary>
    public static ImmutableArray<MobileNetStageRange> All { get; } =
    [
        new(1, [8, 16, 24], 1) { Expansions = [1] },
        new(2, [16, 24, 32], 4),
        new(2, [24, 32, 40, 48], 4),
        new(2, [48, 64, 80, 96], 4),
        new(1, [64, 96, 112, 128], 4),
        new(2, [96, 128, 160, 192], 4),
        new(1, [240, 320, 400], 1) { IsOptional = true },
    ];

    /// <summary>Expansions of its blocks.</summary>
    public ImmutableArray<double> Expansions { get; init; } = MobileNetBlock.Expansions;

    /// <summary>Whether a network may do without it; only the last.</summary>
    public bool IsOptional { get; init; }

    /// <summary>Number of different blocks.</summary>
    public int BlockCount => MobileNetBlock.Kernels.Length * Expansions.Length;

    /// <summary>A block by its number, from 0.</summary>
    public MobileNetBlock Block(int number) => new(MobileNetBlock.Kernels[number / Expansions.Length], Expansions[number % Expansions.Length]);

    /// <summary>The number of a block.</summary>
    public int Number(MobileNetBlock block) => MobileNetBlock.Kernels.IndexOf(block.Kernel) * Expansions.Length + Expansions.IndexOf(block.Expansion);
}
