using SwapScore.Spaces.Diagrams;

namespace SwapScore.Spaces.TransNasBench101;

/// <summary>A micro cell as its four nodes, a macro skeleton as a chain of modules.</summary>
internal static class TransNasDrawing
{
    private static readonly string[] ModuleNames = ["plain", "wider", "smaller", "wider, smaller"];

    public static Diagram Draw(TransNasMicroArchitecture cell) => Diagram.FromPairs((source, target) => cell.Operation(source, target) switch
    {
        TransNasOperation.None => ("none", DiagramStyle.Nothing),
        TransNasOperation.Skip => ("skip", DiagramStyle.Skip),
        TransNasOperation.Convolution1x1 => ("conv 1×1", DiagramStyle.Convolution),
        _ => ("conv 3×3", DiagramStyle.Convolution),
    });

    public static Diagram Draw(TransNasMacroArchitecture skeleton) => Diagram.FromChain("", skeleton.Modules.Select((module, i) =>
        new DiagramNode($"module {i + 1}\n{ModuleNames[(int)module - 1]}", module == TransNasModule.Plain ? DiagramStyle.Plain : DiagramStyle.Convolution)));
}
