using System.Collections.Immutable;

namespace SwapScore.Spaces.ResNetLike;

/// <summary>A stage of a residual network: some blocks of one width, with grouped convolutions.</summary>
/// <param name="Depth">Number of blocks: 1 … <see cref="Deepest"/>.</param>
/// <param name="Width">Channels: one of <see cref="WidthsOf"/>.</param>
/// <param name="Groups">Groups of the 3×3 convolutions: one of <see cref="GroupChoices"/>.</param>
internal readonly record struct ResNetLikeStage(int Depth, int Width, int Groups)
{
    /// <summary>Most blocks of a stage.</summary>
    public const int Deepest = 6;

    // Channels of the first stage of a ResNet-18; each later stage has twice as many.
    private const int FirstWidth = 64;

    // Widths in eighths of those of a ResNet-18.
    private static readonly ImmutableArray<int> Eighths = [4, 6, 8, 12];

    /// <summary>Numbers of groups.</summary>
    public static ImmutableArray<int> GroupChoices { get; } = [1, 2, 4, 8];

    /// <summary>The widths a stage can have: ½, ¾, 1 and 1½ times that of a ResNet-18.</summary>
    /// <param name="stage">The stage, from 0.</param>
    public static ImmutableArray<int> WidthsOf(int stage) => [.. Eighths.Select(eighths => (FirstWidth << stage) * eighths / 8)];

    /// <summary>As in the text of an architecture: <c>d2w64g1</c>.</summary>
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"d{Depth}w{Width}g{Groups}");
}
