using System.Collections.Immutable;
using System.Numerics;

namespace SwapScore.Spaces.AutoFormer;

/// <summary>The choices of one of the spaces.</summary>
/// <param name="Name">Name of the size, for example <c>tiny</c>.</param>
/// <param name="Widths">Widths of a network.</param>
/// <param name="Depths">Numbers of layers, ascending without gaps.</param>
/// <param name="Heads">Heads of a layer.</param>
/// <param name="Ratios">Feed-forward ratios of a layer.</param>
internal sealed record AutoFormerSize(
    string Name, ImmutableArray<int> Widths, ImmutableArray<int> Depths, ImmutableArray<int> Heads, ImmutableArray<double> Ratios)
{
    /// <summary>AutoFormer-T: 5 to 9 million parameters.</summary>
    public static AutoFormerSize Tiny { get; } = new("tiny", [192, 216, 240], [12, 13, 14], [3, 4], [3.5, 4]);

    /// <summary>AutoFormer-S: 14 to 34 million parameters.</summary>
    public static AutoFormerSize Small { get; } = new("small", [320, 384, 448], [12, 13, 14], [5, 6, 7], [3, 3.5, 4]);

    /// <summary>AutoFormer-B: 42 to 75 million parameters.</summary>
    public static AutoFormerSize Base { get; } = new("base", [528, 576, 624], [14, 15, 16], [9, 10], [3, 3.5, 4]);

    /// <summary>The choices of AutoFormer-T, for networks trained from scratch.</summary>
    public static AutoFormerSize Scratch { get; } = Tiny with { Name = "scratch" };

    /// <summary>Number of different layers.</summary>
    public int LayerCount => Heads.Length * Ratios.Length;

    /// <summary>Number of networks.</summary>
    public BigInteger Count => Widths.Length * Depths.Aggregate(BigInteger.Zero, (sum, depth) => sum + BigInteger.Pow(LayerCount, depth));

    /// <summary>A layer by its number from 0 on.</summary>
    public AutoFormerLayer Layer(int number) => new(Heads[number / Ratios.Length], Ratios[number % Ratios.Length]);

    /// <summary>The number of a layer.</summary>
    public int Number(AutoFormerLayer layer) => Heads.IndexOf(layer.Heads) * Ratios.Length + Ratios.IndexOf(layer.Ratio);
}
