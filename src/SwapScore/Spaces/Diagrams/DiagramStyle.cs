namespace SwapScore.Spaces.Diagrams;

/// <summary>What a node or an edge of a diagram stands for; each has a color.</summary>
public enum DiagramStyle
{
    /// <summary>A box of no particular kind.</summary>
    Plain,

    /// <summary>An input of the cell.</summary>
    Input,

    /// <summary>The output of the cell.</summary>
    Output,

    /// <summary>A convolution.</summary>
    Convolution,

    /// <summary>A pooling.</summary>
    Pooling,

    /// <summary>A connection without weights.</summary>
    Skip,

    /// <summary>No operation: drawn dashed.</summary>
    Nothing,

    /// <summary>Attention.</summary>
    Attention,

    /// <summary>What differs from another diagram: drawn with a strong line.</summary>
    Changed,
}
