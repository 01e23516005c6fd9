using System.Globalization;
using SwapScore.Spaces.Diagrams;
using static System.FormattableString;

namespace SwapScore.Spaces.MobileNet;

/// <summary>A network as a chain of its stages.</summary>
internal static class MobileNetDrawing
{
    private static readonly string[] Activations = ["ReLU", "ReLU6", "HardSwish"];

    public static Diagram Draw(MobileNetArchitecture network) => Diagram.FromChain(
        "",
        [
            new(Invariant($"stem\n{network.Stem} channels\nfor images of {network.Side}×{network.Side}"), DiagramStyle.Convolution),
            .. network.Stages.Select((stage, index) => new DiagramNode(Label(stage, index + 1), DiagramStyle.Convolution)),
        ]);

    private static string Label(MobileNetStage stage, int number) => string.Join('\n', (IEnumerable<string>)
    [
        Invariant($"stage {number}"), Invariant($"{stage.Width} channels"), Activations[(int)stage.Activation],
        .. stage.HasGate ? (string[])["gated"] : [],
        .. stage.Blocks.Select(block => string.Create(CultureInfo.InvariantCulture, $"{block.Kernel}×{block.Kernel}, ×{block.Expansion}")),
    ]);
}
