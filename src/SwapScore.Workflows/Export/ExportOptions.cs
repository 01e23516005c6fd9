using SwapScore.Engine;
using SwapScore.Spaces;
using SwapScore.Weights;
using SwapScore.Workflows.Sessions;

namespace SwapScore.Workflows.Export;

/// <summary>What is exported, as what, and where to.</summary>
public sealed record ExportOptions
{
    /// <summary>The space of the architecture.</summary>
    public required ISearchSpace Space { get; init; }

    /// <summary>The architecture.</summary>
    public required IArchitecture Architecture { get; init; }

    /// <summary>What the network is for.</summary>
    public required SpaceTask Task { get; init; }

    /// <summary>Which of its networks. Default: the one that is scored.</summary>
    public NetworkSize Size { get; init; }

    /// <summary>Side of its images; null, the default, for the usual one.</summary>
    public int? Side { get; init; }

    /// <summary>Length of its sequences, where it reads tokens. Default: 128.</summary>
    public int Tokens { get; init; } = 128;

    /// <summary>What it is written as. Default: by the name of the file, text without one.</summary>
    public ExportFormat Format { get; init; }

    /// <summary>The file; null for a text that is returned. Default: null.</summary>
    public string? Path { get; init; }

    /// <summary>Whether an existing file is replaced. Default: false.</summary>
    public bool Replaces { get; init; }

    /// <summary>
    /// What the weights of a model come from, one of <see cref="Initializers.OfArchitectures"/>. Null, the default, is <c>auto</c>: <c>scoring</c> for the
    /// network that is scored, <c>benchmark</c> for the others.
    /// </summary>
    public string? Initializer { get; init; }

    /// <summary>The statistics batch normalizations of a model normalize by. Null, the default, is those of the batch for the network that is scored, and running ones for the others.</summary>
    public NormalizationMode? Normalization { get; init; }

    /// <summary>Seed of the weights. Default: 0.</summary>
    public long Seed { get; init; }

    /// <summary>Which initialization of the seed, from 1. Default: 1.</summary>
    public int Repeat { get; init; } = 1;

    /// <summary>The format, resolved by the name of the file.</summary>
    public ExportFormat ResolvedFormat => Format != ExportFormat.ByName ? Format : System.IO.Path.GetExtension(Path)?.ToLowerInvariant() switch
    {
        ".onnx" => ExportFormat.Onnx,
        ".json" => ExportFormat.Json,
        _ => ExportFormat.Text,
    };

    internal ExportedNetwork Network => new(Space, Architecture, Task, Size, Side, Tokens);

    private string? Refusal => Initializer is null ? null : Initializers.Refusal(Initializer, Initializers.OfArchitectures);

    /// <summary>Checks all settings.</summary>
    /// <exception cref="UsageException">Some are out of range; the message names all of them.</exception>
    public ExportOptions Validated()
    {
        OptionsCheck.Require(
            (Refusal is null, Refusal ?? ""),
            (Repeat >= 1, $"repeats count from 1, not {Repeat}"),
            (ResolvedFormat != ExportFormat.Onnx || Path is not null, "an ONNX model is no text: it needs a file"));
        return this;
    }
}
