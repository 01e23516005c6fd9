using System.Collections.Immutable;
using System.Numerics;
using SwapScore.Networks;
using SwapScore.Randomness;
using SwapScore.Weights;

namespace SwapScore.Spaces.Darts;

/// <summary>The cell-based space of DARTS, with the operation <c>none</c> and both inputs of a node free, as SWAP-Score samples it.</summary>
/// <param name="network">What is scored. Default: one reduction cell, as published.</param>
public sealed class DartsSpace(DartsScoringNetwork network = DartsScoringNetwork.OneCell) : IPrunableSpace
{
    /// <summary>Name of the space in which both cells are scored.</summary>
    internal const string BothCells = "darts-both";

    private static readonly DartsVariation Variation = new(Enum.GetValues<DartsOperation>(), _ => true);

    /// <summary><c>darts</c> or <c>darts-both</c>.</summary>
    public string Name => IsOfBoth ? BothCells : "darts";

    /// <inheritdoc/>
    public string Summary => IsOfBoth
        ? "the same genotypes, both cells scored: what a search of darts uses"
        : "cells of four nodes, each the sum of two of eight operations on earlier states; two cells, stacked";

    /// <inheritdoc/>
    public string Source => "Liu, Simonyan, Yang: DARTS: Differentiable Architecture Search (ICLR 2019)";

    /// <summary>
    /// How many genotypes there are with two independent cells that concatenate all their nodes. Node n = 2 … 5 has two edges, each one
    /// of 8 operations on one of n states: <c>cell = Π (8·n)² = 8⁸·(2·3·4·5)² = 241,591,910,400</c>, and <c>size = cell²</c>. Edges
    /// are counted in order and the two edges of a node may be equal, as in the published sampler, so isomorphic cells count
    /// separately.
    /// </summary>
    public BigInteger Size => CellCount * CellCount;

    /// <summary>How many different cells there are: the size of the space where the two cells of a genotype are equal.</summary>
    public static BigInteger CellCount { get; } = Enumerable.Range(0, DartsCell.EdgeCount)
        .Aggregate(BigInteger.One, (product, edge) => product * (DartsOperationNames.All.Length * DartsCell.NodeOf(edge)));

    /// <summary>The 14 places of a cell where an operation can stand, by node and then by input.</summary>
    public static ImmutableArray<DartsConnection> Connections { get; } =
    [
        .. from node in Enumerable.Range(DartsCell.Inputs, DartsCell.Nodes)
           from input in Enumerable.Range(0, node)
           select new DartsConnection(input, node),
    ];

    /// <inheritdoc/>
    public IReadOnlyList<NamedArchitecture> Named => DartsNamed.All;

    /// <inheritdoc/>
    public IReadOnlyList<SpaceTask> Tasks { get; } = [SpaceTask.Cifar10];

    /// <inheritdoc/>
    public IReadOnlyList<KeyValuePair<string, string>> Facts => field ??=
    [
        new("operations", string.Join(", ", DartsOperationNames.All)),
        new("nodes of a cell", $"{DartsCell.Nodes} (2 … 5); states 0 and 1 are the outputs of the two cells before"),
        new("edges of a cell", $"{DartsCell.EdgeCount} of {Connections.Length} possible connections, two a node"),
        new("cells", "8⁸·(2·3·4·5)² = 241,591,910,400"),
        new("genotypes", "cells², normal and reduction cell independent"),
        new("scoring network", network == DartsScoringNetwork.OneCell
            ? "the image twice into one reduction cell of 6 channels, global pooling, classifier of 10 classes"
            : "the image twice into a reduction cell and into a normal cell of 6 channels, side by side, global pooling, classifier of 10 classes"),
    ];

    /// <summary>Reads Python text, JSON (see <see cref="DartsGenotype.Parse"/>) or the name of a published genotype, whatever its case.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="UsageException">The text is malformed, or the name unknown; the message says where.</exception>
    public IArchitecture Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var name = text.AsSpan().Trim();
        if (name.Length > DartsGenotype.MaximumTextLength || !IsName(name)) return DartsGenotype.Parse(text);
        foreach (var named in DartsNamed.All)
        {
            if (name.Equals(named.Name, StringComparison.OrdinalIgnoreCase)) return named.Architecture;
        }

        throw new UsageException(
            $"unknown architecture '{(name.Length > 40 ? $"{name[..40]}…" : name)}' in the space darts",
            $"type one of {string.Join(", ", DartsNamed.All.Select(named => named.Name))}, or a genotype: Genotype(normal=[…], …)");
    }

    /// <summary>Draws a genotype, with two equal cells (<see cref="DartsSampler.SharedCell"/>) unless both are scored.</summary>
    /// <param name="key">Stream of randomness; equal keys give equal genotypes.</param>
    public IArchitecture Sample(RandomKey key) => IsOfBoth ? DartsSampler.SeparateCells(key) : DartsSampler.SharedCell(key);

    /// <inheritdoc/>
    public IArchitecture Mutate(IArchitecture parent, RandomKey key) => Variation.Mutate((DartsGenotype)parent, key);

    /// <inheritdoc/>
    public IArchitecture Cross(IArchitecture first, IArchitecture second, RandomKey key) =>
        Variation.Cross((DartsGenotype)first, (DartsGenotype)second, key);

    /// <inheritdoc/>
    public IReadOnlyList<TextForm> Forms(IArchitecture architecture) => FormsOf((DartsGenotype)architecture);

    IReadOnlyList<FullSize> ISearchSpace.FullSizes(SpaceTask task) => FullSizes;

    /// <summary>Builds the network that is scored, see <see cref="DartsNetworks.BuildScoring"/> and <see cref="DartsNetworks.BuildScoringBothCells"/>.</summary>
    /// <param name="architecture">A <see cref="DartsGenotype"/>.</param>
    /// <param name="task">The one task of the space.</param>
    /// <param name="input">Shape of an image: three channels and any side.</param>
    /// <exception cref="ArgumentException">The architecture is of another space.</exception>
    /// <exception cref="NetworkException">The image has not three channels.</exception>
    public Network BuildScoringNetwork(IArchitecture architecture, SpaceTask task, Shape input) => architecture is DartsGenotype genotype
        ? IsOfBoth ? DartsNetworks.BuildScoringBothCells(genotype, input) : DartsNetworks.BuildScoring(genotype, input)
        : throw new ArgumentException($"a {architecture?.GetType().Name} is not an architecture of the space {Name}", nameof(architecture));

    /// <inheritdoc/>
    public Network BuildThinNetwork(IArchitecture architecture, Shape input) =>
        IsOfBoth ? DartsNetworks.BuildThinBothCells((DartsGenotype)architecture, input) : DartsNetworks.BuildThin((DartsGenotype)architecture, input);

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

    /// <inheritdoc/>
    public IInitializer Initializer { get; } = new FanInUniformInitializer();

    private bool IsOfBoth => network == DartsScoringNetwork.BothCells;

    /// <summary>The networks of the DARTS paper.</summary>
    internal static IReadOnlyList<FullSize> FullSizes { get; } =
    [
        new("CIFAR-10", "36 channels, 20 cells", genotype => DartsNetworks.Build((DartsGenotype)genotype, DartsNetworkOptions.Cifar, new Shape(3, 32, 32))),
        new("ImageNet", "48 channels, 14 cells", genotype => DartsNetworks.Build((DartsGenotype)genotype, DartsNetworkOptions.ImageNet, new Shape(3, 224, 224))),
    ];

    internal static IReadOnlyList<TextForm> FormsOf(DartsGenotype genotype) => [new("python", genotype.Text), new("json", genotype.Json)];

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
