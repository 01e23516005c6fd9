using System.Collections.Immutable;
using static System.FormattableString;

namespace SwapScore.Spaces.Darts;

/// <summary>Options for stacking cells to a network.</summary>
/// <remarks>
/// Cells ⌊L/3⌋ and ⌊2L/3⌋ (counted from 0) are reduction cells, which double the channels and halve the resolution; a network of one
/// cell is therefore one reduction cell, and one of two cells has no normal cell either.
/// </remarks>
internal sealed record DartsNetworkOptions
{
    /// <summary>Channels a convolution of the first cells has, 1 … 4,096 (ImageNet stem: at least 2). Default: 36.</summary>
    public int Channels { get; init; } = 36;

    /// <summary>L, the number of cells, 1 … 1,000. Default: 20.</summary>
    public int Layers { get; init; } = 20;

    /// <summary>Which cells, counted from 0, are reduction cells; null for ⌊L/3⌋ and ⌊2L/3⌋. Default: null.</summary>
    internal ImmutableArray<int>? Reductions { get; init; }

    /// <summary>What stands before the first cell. Default: <see cref="DartsStem.Cifar"/>.</summary>
    public DartsStem Stem { get; init; } = DartsStem.Cifar;

    /// <summary>Outputs of the classifier, 1 … 1,000,000. Default: 10.</summary>
    public int Classes { get; init; } = 10;

    /// <summary>
    /// Whether an auxiliary head, used in training only, reads the output of cell ⌊2L/3⌋. Its nodes are not counted by any metric, and
    /// its output is the network's second. Default: false.
    /// </summary>
    public bool Auxiliary { get; init; }

    /// <summary>Whether the end of each operation but a plain skip connection is marked, so that training may leave it out. Default: false.</summary>
    public bool HasDropPath { get; init; }

    /// <summary>Whether normalisations outside the operations (stem, preprocessing, auxiliary head) learn γ and β. Default: true.</summary>
    public bool Affine { get; init; } = true;

    /// <summary>Whether normalisations inside the operations learn γ and β. Default: true; NAS-Bench-301: false.</summary>
    public bool OperationAffine { get; init; } = true;

    /// <summary>
    /// Whether a normalisation follows every pooling, as in the published search networks and NAS-Bench-301; it learns no γ and β.
    /// Default: false.
    /// </summary>
    public bool NormalizedPooling { get; init; }

    /// <summary>The evaluation network of the DARTS paper for CIFAR-10, without auxiliary head: 36 channels, 20 cells.</summary>
    public static DartsNetworkOptions Cifar { get; } = new();

    /// <summary>The evaluation network of the DARTS paper for ImageNet, without auxiliary head: 48 channels, 14 cells, 1,000 classes.</summary>
    public static DartsNetworkOptions ImageNet { get; } = new() { Channels = 48, Layers = 14, Stem = DartsStem.ImageNet, Classes = 1000 };

    /// <summary>
    /// The network SWAP-Score is computed on: no stem, and one reduction cell of 6 channels that reads the image twice. Classes: 10.
    /// </summary>
    public static DartsNetworkOptions Scoring { get; } = new() { Channels = 3, Layers = 1, Stem = DartsStem.None };

    /// <summary>The same network at another size.</summary>
    /// <param name="size">Samples, classes and size.</param>
    public DartsNetworkOptions With(TrainingSize size) => this with
    {
        Channels = size.Channels ?? Channels,
        Layers = size.Cells ?? Layers,
        Classes = size.Classes,
        Auxiliary = size.HasAuxiliaryHead,
        HasDropPath = size.HasDropPath,
    };

    /// <summary>Whether a cell, counted from 0, is a reduction cell.</summary>
    internal bool IsReduction(int cell) => Reductions is { } some ? some.Contains(cell) : cell == Layers / 3 || cell == 2 * Layers / 3;

    /// <summary>Checks all settings.</summary>
    /// <exception cref="UsageException">Every violation, in one message.</exception>
    public DartsNetworkOptions Validated()
    {
        var violations = new List<string>();
        if (!Enum.IsDefined(Stem)) violations.Add($"unknown stem {(int)Stem}");
        var fewest = Stem == DartsStem.ImageNet ? 2 : 1;
        if (Channels < fewest || Channels > 4096) violations.Add(Invariant($"channels must be {fewest} … 4096, not {Channels}"));
        if (Layers is < 1 or > 1000) violations.Add(Invariant($"layers must be 1 … 1000, not {Layers}"));
        if (Classes is < 1 or > 1_000_000) violations.Add(Invariant($"classes must be 1 … 1000000, not {Classes}"));
        return violations.Count == 0 ? this : throw new UsageException($"DARTS network: {string.Join("; ", violations)}");
    }
}
