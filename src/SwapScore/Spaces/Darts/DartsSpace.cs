using System.Collections.Immutable;
using System.Numerics;
using SwapScore.Networks;
using SwapScore.Randomness;
using SwapScore.Truth;

namespace SwapScore.Spaces.Darts;

/// <summary>The cell-based space of DARTS, with the operation <c>none</c> and both inputs of a node free, as SWAP-Score samples it.</summary>
/// <param name="variant">Which genotypes are drawn, and what is scored. Default: two independent cells, scored as published.</param>
internal sealed class DartsSpace(DartsVariant variant = DartsVariant.Standard) : SearchSpace<DartsGenotype>, IPrunableSpace
{
    private const string StandardName = "darts";

    // From this side on, the stem halves the resolution three times.
    private const int ImageNetSide = 64;

    private readonly DartsVariation _variation = new(OperationsOf(variant), _ => true);

    /// <summary><c>darts</c>, <c>darts-both</c>, <c>darts-without-none</c> or <c>darts-shared</c>.</summary>
    public override string Name => variant switch
    {
        DartsVariant.BothCells => $"{StandardName}-both",
        DartsVariant.WithoutNone => $"{StandardName}-without-none",
        DartsVariant.SharedCell => $"{StandardName}-shared",
        _ => StandardName,
    };

    /// <inheritdoc/>
    public override string? VariantOf => variant == DartsVariant.Standard ? null : StandardName;

    /// <inheritdoc/>
    public override string? SearchedAs => variant == DartsVariant.Standard ? $"{StandardName}-without-none" : null;

    /// <inheritdoc/>
    public override string? SearchedWithNoneAs => variant == DartsVariant.Standard ? $"{StandardName}-both" : null;

    /// <inheritdoc/>
    public override string? SearchedFaithfullyAs => variant == DartsVariant.Standard ? $"{StandardName}-shared" : null;

    /// <inheritdoc/>
    public override string Summary => variant switch
    {
        DartsVariant.BothCells => "the same genotypes, both cells scored: what a screening of darts uses",
        DartsVariant.WithoutNone => "genotypes without the operation none, both cells scored: what a search of darts uses",
        DartsVariant.SharedCell => "one cell used as both: what a faithful search of darts uses",
        _ => "cells of four nodes, each the sum of two of eight operations on earlier states; two cells, stacked",
    };

    /// <inheritdoc/>
    public override string Source => "Liu, Simonyan, Yang: DARTS: Differentiable Architecture Search (ICLR 2019)";

    /// <summary>
    /// How many genotypes there are with two independent cells that concatenate all their nodes. Node n = 2 … 5 has two edges, each one
    /// of 8 operations on one of n states: <c>cell = Π (8·n)² = 8⁸·(2·3·4·5)² = 241,591,910,400</c>, and <c>size = cell²</c>. Edges
    /// are counted in order and the two edges of a node may be equal, as in the published sampler, so isomorphic cells count
    /// separately. Where one cell is used as both, it is the number of cells. Without <c>none</c> there are 7 operations.
    /// </summary>
    public override BigInteger Size => variant == DartsVariant.SharedCell ? CellCount : CellsOf(variant) * CellsOf(variant);

    /// <summary>How many different cells there are: the size of the space where the two cells of a genotype are equal.</summary>
    public static BigInteger CellCount { get; } = CellsOf(DartsVariant.Standard);

    /// <summary>The 14 places of a cell where an operation can stand, by node and then by input.</summary>
    public static ImmutableArray<DartsConnection> Connections { get; } =
    [
        .. from node in Enumerable.Range(DartsCell.Inputs, DartsCell.Nodes)
           from input in Enumerable.Range(0, node)
           select new DartsConnection(input, node),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<NamedArchitecture> Named => DartsNamed.All;

    /// <summary>CIFAR-10, and ImageNet as the paper searches it directly: the same scoring network on larger images, with a thousand classes.</summary>
    public override IReadOnlyList<SpaceTask> Tasks { get; } = [SpaceTask.Cifar10, SpaceTask.ImageNet];

    /// <inheritdoc/>
    public override SpaceStudy Study { get; } = new(new AccuracyTruth("DARTS_archs_CIFAR10.csv"))
    {
        Truth = "the accuracy of trained DARTS networks",
        Tasks = [SpaceTask.Cifar10.Name],
    };

    /// <inheritdoc/>
    public override IReadOnlyList<KeyValuePair<string, string>> Facts => field ??=
    [
        new("operations", string.Join(", ", OperationsOf(variant).Select(DartsOperationNames.Name))),
        new("nodes of a cell", $"{DartsCell.Nodes} (2 … 5); states 0 and 1 are the outputs of the two cells before"),
        new("edges of a cell", $"{DartsCell.EdgeCount} of {Connections.Length} possible connections, two a node"),
        new("cells", variant == DartsVariant.WithoutNone ? "7⁸·(2·3·4·5)² = 83,013,134,400" : "8⁸·(2·3·4·5)² = 241,591,910,400"),
        new("genotypes", variant == DartsVariant.SharedCell ? "one for each cell, used as normal and reduction cell" : "cells², normal and reduction cell independent"),
        new("scoring network", IsOfBoth
            ? "the image twice into a reduction cell and into a normal cell of 6 channels, side by side, global pooling, classifier"
            : "the image twice into one reduction cell of 6 channels, global pooling, classifier"),
    ];

    /// <summary>Reads Python text or JSON, see <see cref="DartsGenotype.Parse"/>.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="UsageException">The text is malformed, or an unknown name; the message says where.</exception>
    protected override DartsGenotype Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var name = text.AsSpan().Trim();
        if (name.Length > DartsGenotype.MaximumTextLength || !IsName(name)) return Checked(DartsGenotype.Parse(text));
        throw new UsageException(
            $"unknown architecture '{(name.Length > 40 ? $"{name[..40]}…" : name)}' in the space darts",
            $"type one of {string.Join(", ", DartsNamed.All.Select(named => named.Name))}, or a genotype: Genotype(normal=[…], …)");
    }

    /// <summary>Draws a genotype of two independent cells, or of one cell in both places (<see cref="DartsVariant.SharedCell"/>).</summary>
    /// <param name="key">Stream of randomness; equal keys give equal genotypes.</param>
    public override DartsGenotype Sample(RandomKey key) =>
        variant == DartsVariant.SharedCell ? DartsSampler.SharedCell(key) : DartsSampler.SeparateCells(key, OperationsOf(variant));

    /// <inheritdoc/>
    public override DartsGenotype Mutate(DartsGenotype parent, RandomKey key) => _variation.Mutate(parent, key);

    /// <inheritdoc/>
    public override DartsGenotype Cross(DartsGenotype first, DartsGenotype second, RandomKey key) =>
        _variation.Cross(first, second, key);

    /// <inheritdoc/>
    public override IReadOnlyList<KeyValuePair<string, string>> Forms(DartsGenotype architecture)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        return [new("python", architecture.Text), new("json", architecture.Json)];
    }

    /// <summary>The networks of the DARTS paper, that of the task first.</summary>
    /// <param name="task">One of the tasks of the space.</param>
    public override IReadOnlyList<FullSize> FullSizes(SpaceTask task)
    {
        ArgumentNullException.ThrowIfNull(task);
        FullSize[] sizes =
        [
            CreateFullSize("CIFAR-10", "36 channels, 20 cells", SpaceTask.Cifar10.Input, (genotype, input) => DartsNetworks.Build(genotype, DartsNetworkOptions.Cifar, input)),
            CreateFullSize("ImageNet", "48 channels, 14 cells", SpaceTask.ImageNet.Input, (genotype, input) => DartsNetworks.Build(genotype, DartsNetworkOptions.ImageNet, input)),
        ];
        return task.Name == SpaceTask.ImageNet.Name ? [.. sizes.Reverse()] : sizes;
    }

    /// <summary>Builds the network that is scored, see <see cref="DartsNetworks.BuildScoring"/> and <see cref="DartsNetworks.BuildScoringBothCells"/>.</summary>
    /// <param name="architecture">The genotype.</param>
    /// <param name="task">One of the tasks of the space.</param>
    /// <param name="input">Shape of an image: three channels and any side.</param>
    /// <exception cref="NetworkException">The image has not three channels.</exception>
    public override Network BuildScoringNetwork(DartsGenotype architecture, SpaceTask task, Shape input)
    {
        ArgumentNullException.ThrowIfNull(task);
        return IsOfBoth ? DartsNetworks.BuildScoringBothCells(architecture, input, task.Outputs) : DartsNetworks.BuildScoring(architecture, input, task.Outputs);
    }

    /// <summary>Builds the evaluation network of the DARTS paper: that for CIFAR-10, or from a side of 64 on that for ImageNet.</summary>
    /// <param name="architecture">The genotype.</param>
    /// <param name="size">Samples, classes and size; published are 36 channels and 20 cells, for ImageNet 48 and 14.</param>
    /// <exception cref="UsageException">A number is out of range.</exception>
    /// <exception cref="NetworkException">The images do not suit the auxiliary head.</exception>
    public override Network BuildTrainingNetwork(DartsGenotype architecture, TrainingSize size)
    {
        ArgumentNullException.ThrowIfNull(size);
        var published = size.Input.Rows < ImageNetSide ? DartsNetworkOptions.Cifar : DartsNetworkOptions.ImageNet;
        return DartsNetworks.Build(architecture, published.With(size), size.Input);
    }

    /// <inheritdoc/>
    public override Network BuildThinNetwork(DartsGenotype architecture, Shape input) =>
        IsOfBoth ? DartsNetworks.BuildThinBothCells(architecture, input) : DartsNetworks.BuildThin(architecture, input);

    /// <inheritdoc/>
    public IReadOnlyList<PrunableEdge> PrunableEdges => DartsSuperNetwork.Edges;

    /// <inheritdoc/>
    public IReadOnlyList<EdgeGroup> EdgeGroups => DartsSuperNetwork.Groups;

    /// <inheritdoc/>
    public IArchitecture Chosen(IReadOnlyList<ImmutableArray<int>> operations) => DartsSuperNetwork.Chosen(operations);

    /// <inheritdoc/>
    public Network BuildSuperNetwork(IReadOnlyList<ImmutableArray<int>> operations, SpaceTask task, Shape input)
    {
        ArgumentNullException.ThrowIfNull(task);
        return DartsSuperNetwork.Build(operations, task.Outputs, input);
    }

    /// <inheritdoc/>
    public Network BuildThinSuperNetwork(IReadOnlyList<ImmutableArray<int>> operations, Shape input) => DartsSuperNetwork.BuildThin(operations, input);

    private bool IsOfBoth => variant is DartsVariant.BothCells or DartsVariant.WithoutNone;

    private static ImmutableArray<DartsOperation> OperationsOf(DartsVariant variant) =>
        variant == DartsVariant.WithoutNone ? DartsOperationNames.WithoutNone : DartsOperationNames.Operations;

    private static BigInteger CellsOf(DartsVariant variant) => Enumerable.Range(0, DartsCell.EdgeCount)
        .Aggregate(BigInteger.One, (product, edge) => product * (OperationsOf(variant).Length * DartsCell.NodeOf(edge)));

    private DartsGenotype Checked(DartsGenotype genotype) =>
        variant == DartsVariant.WithoutNone && ((DartsCell[])[genotype.Normal, genotype.Reduce]).Any(cell => cell.Edges.Any(edge => edge.Operation == DartsOperation.None))
            ? throw new UsageException($"the genotype has the operation none, which the space {Name} leaves out", $"choose the space {StandardName}-both")
            : genotype;

    private static bool IsName(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty) return false;
        foreach (var c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('_' or '-')) return false;
        }

        return true;
    }
}
