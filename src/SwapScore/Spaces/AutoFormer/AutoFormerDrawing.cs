using SwapScore.Spaces.Diagrams;

namespace SwapScore.Spaces.AutoFormer;

/// <summary>A vision Transformer as a chain of layers.</summary>
internal static class AutoFormerDrawing
{
    public static Diagram Draw(AutoFormerArchitecture network) => Diagram.FromChain($"width {network.Width}", network.Layers.Select((layer, i) =>
        new DiagramNode($"layer {i + 1}\n{layer.Heads} heads\nfeed-forward × {AutoFormerText.Number(layer.Ratio)}", DiagramStyle.Attention)));
}
