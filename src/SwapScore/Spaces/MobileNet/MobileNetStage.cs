using System.Globalization;
using SwapScore.Values;

namespace SwapScore.Spaces.MobileNet;

/// <summary>A stage of a network: blocks of one width. The first block changes the shape.</summary>
/// <param name="Width">Channels that every block gives.</param>
/// <param name="Activation">The activation function of all blocks.</param>
/// <param name="HasGate">Whether every block weighs its channels by squeeze-and-excitation.</param>
/// <param name="Blocks">The blocks, first to last.</param>
internal sealed record MobileNetStage(int Width, MobileNetActivation Activation, bool HasGate, ValueList<MobileNetBlock> Blocks)
{
    /// <summary>How activation functions are written.</summary>
    public static IReadOnlyList<string> ActivationTexts { get; } = ["r", "r6", "h"];

    /// <summary>Width, activation and gate as in the text of an architecture: <c>w40rs</c>.</summary>
    public string Head => string.Create(CultureInfo.InvariantCulture, $"w{Width}{ActivationTexts[(int)Activation]}{(HasGate ? "s" : "")}");

    /// <summary>The stage as in the text of an architecture: <c>w40rs_k5e3_k5e3</c>.</summary>
    public override string ToString() => $"{Head}_{string.Join('_', Blocks)}";
}
