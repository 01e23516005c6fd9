using SwapScore.Spaces.Diagrams;

namespace SwapScore.Spaces.Pit;

/// <summary>A pooling-based vision Transformer as a chain of stages, with the pooling between them.</summary>
internal static class PitDrawing
{
    public static Diagram Draw(PitArchitecture network) => Diagram.FromChain(
        $"heads of {network.HeadWidth} features, feed-forward × {network.Ratio}",
        network.Stages.SelectMany((stage, index) => index == 0 ? [Draw(stage)] : new[] { new DiagramNode("pooling\nconv 3×3, stride 2", DiagramStyle.Convolution), Draw(stage) }));

    private static DiagramNode Draw(PitStage stage) => new($"{stage.Depth} layers\n{stage.Heads} heads", DiagramStyle.Attention);
}
