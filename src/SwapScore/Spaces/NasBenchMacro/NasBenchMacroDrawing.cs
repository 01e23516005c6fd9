using SwapScore.Spaces.Diagrams;

namespace SwapScore.Spaces.NasBenchMacro;

/// <summary>A network as a chain of its layers; identities that keep the shape are left out.</summary>
internal static class NasBenchMacroDrawing
{
    public static Diagram Draw(NasBenchMacroArchitecture network) => Diagram.FromChain("", network.ByStage.Index().SelectMany(stage => stage.Item.Index()
        .Where(layer => layer.Index == 0 || layer.Item != NasBenchMacroLayer.Identity)
        .Select(layer => Draw($"stage {stage.Index + 1}, layer {layer.Index + 1}", layer.Item))));

    private static DiagramNode Draw(string place, NasBenchMacroLayer layer) => layer switch
    {
        NasBenchMacroLayer.Identity => new($"{place}\nconv 1×1", DiagramStyle.Skip),
        NasBenchMacroLayer.Expansion3Kernel3 => new($"{place}\nexpansion 3\nkernel 3×3", DiagramStyle.Convolution),
        _ => new($"{place}\nexpansion 6\nkernel 5×5", DiagramStyle.Convolution),
    };
}
