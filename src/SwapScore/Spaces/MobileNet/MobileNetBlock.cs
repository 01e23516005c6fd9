using System.Collections.Immutable;
using System.Globalization;

namespace SwapScore.Spaces.MobileNet;

/// <summary>An inverted residual.</summary>
/// <param name="Kernel">Side of the depthwise convolution's window: one of <see cref="Kernels"/>.</param>
/// <param name="Expansion">How many times more channels the depthwise convolution has than the block reads: one of <see cref="Expansions"/>, or 1 in the first stage.</param>
internal readonly record struct MobileNetBlock(int Kernel, double Expansion)
{
    /// <summary>The kernels of all blocks.</summary>
    public static ImmutableArray<int> Kernels { get; } = [3, 5, 7];

    /// <summary>The expansions after the first stage: those of MobileNetV2 and V3 and of Once-for-all.</summary>
    public static ImmutableArray<double> Expansions { get; } = [2.3, 2.5, 3, 4, 6];

    /// <summary>As in the text of an architecture: <c>k5e2.5</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"k{Kernel}e{Expansion}");
}
