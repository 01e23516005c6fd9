using SwapScore.Spaces;

namespace SwapScore.Reports.Diagrams;

/// <summary>
/// Draws architectures as the papers of their spaces do: inputs on the left, output on the right, operations where they stand. Every label
/// has a place of its own.
/// </summary>
public static class CellDrawing
{
    /// <summary>An SVG document, complete in itself.</summary>
    /// <param name="architecture">An architecture of any space; its <see cref="IArchitecture.Diagrams"/> are drawn.</param>
    public static string Svg(IArchitecture architecture)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        return DiagramSvg.Draw([.. architecture.Diagrams.Select(diagram => new DiagramLayout(diagram))]);
    }
}
