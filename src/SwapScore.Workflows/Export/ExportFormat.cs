namespace SwapScore.Workflows.Export;

/// <summary>What an architecture is written as.</summary>
public enum ExportFormat
{
    /// <summary>By the name of the output: an ONNX model where it ends in <c>.onnx</c>, JSON in <c>.json</c>, otherwise text.</summary>
    ByName,

    /// <summary>The network with weights.</summary>
    Onnx,

    /// <summary>The text of the architecture, as its space writes it.</summary>
    Text,

    /// <summary>A line of the DARTS repository's <c>genotypes.py</c>.</summary>
    Genotype,

    /// <summary>The architecture and what its network is.</summary>
    Json,
}
