using System.Collections.Immutable;
using System.Numerics;
using SwapScore.Networks;
using SwapScore.Randomness;
using SwapScore.Truth;

namespace SwapScore.Spaces.NasBench201;

/// <summary>The space of NAS-Bench-201: cells of four nodes, one of five operations on each of six edges.</summary>
internal sealed class NasBench201Space : SearchSpace<NasBench201Architecture>, IPrunableSpace
{
    private const int Operations = 5;

    /// <summary>Number of cells that differ after <see cref="NasBench201Architecture.Canonical"/>.</summary>
    public const int UniqueCells = 6466;

    // The classifier of a thin network is never run.
    private const int ThinOutputs = 1;

    /// <inheritdoc/>
    public override string Name => "nasbench201";

    /// <inheritdoc/>
    public override string Summary => "cells of four nodes, one of five operations between each two; the same cell in three stages of five";

    /// <inheritdoc/>
    public override string Source => "Dong, Yang: NAS-Bench-201: Extending the Scope of Reproducible Neural Architecture Search (ICLR 2020)";

    /// <summary>5⁶ = 15,625 cells.</summary>
    public override BigInteger Size => BigInteger.Pow(Operations, NasBench201Architecture.EdgeCount);

    /// <inheritdoc/>
    public override BigInteger DistinctSize => UniqueCells;

    /// <inheritdoc/>
    public override IReadOnlyList<NamedArchitecture> Named => field ??=
    [
        new("RESNET", NasBench201Architecture.Parse("|nor_conv_3x3~0|+|none~0|nor_conv_3x3~1|+|skip_connect~0|none~1|skip_connect~2|"), "the residual cell of the benchmark's paper"),
        new("ALL_CONV3X3", NasBench201Architecture.Parse("|nor_conv_3x3~0|+|nor_conv_3x3~0|nor_conv_3x3~1|+|nor_conv_3x3~0|nor_conv_3x3~1|nor_conv_3x3~2|"), "the largest cell"),
        new("ALL_SKIP", NasBench201Architecture.Parse("|skip_connect~0|+|skip_connect~0|skip_connect~1|+|skip_connect~0|skip_connect~1|skip_connect~2|"), "no operation at all"),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<SpaceTask> Tasks { get; } =
    [
        new("cifar10", new Shape(3, 32, 32), 10),
        new("cifar100", new Shape(3, 32, 32), 100),
        new("ImageNet16-120", new Shape(3, 16, 16), 120) { LastClass = 120 },
    ];

    /// <inheritdoc/>
    public override SpaceStudy Study { get; } = new(new ZeroCostTruth("zc_nasbench201.json"), new TwelveEpochsTruth(), NatsTruth.Reader)
    {
        Truth = "the accuracy of trained NAS-Bench-201 networks",
        PublishedMetric = "synflow",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<KeyValuePair<string, string>> Facts => field ??=
    [
        new("operations", "none, skip_connect, nor_conv_1x1, nor_conv_3x3, avg_pool_3x3"),
        new("unique cells", "6,466 of 15,625 are different functions"),
        new("scoring network", "the full network: 16, 32, 64 channels, five cells each"),
    ];

    /// <summary>All cells, in the order of their edges counted in base five.</summary>
    public IEnumerable<NasBench201Architecture> All => Enumerable.Range(0, (int)Size).Select(At);

    /// <inheritdoc/>
    protected override IEnumerable<NasBench201Architecture> Enumeration => All;

    /// <inheritdoc/>
    protected override NasBench201Architecture Read(string text) => NasBench201Architecture.Parse(text);

    /// <summary>Draws a cell uniformly among those whose input and output are both connected to something, as the published sampler does.</summary>
    /// <param name="key">Stream of randomness; equal keys give equal cells.</param>
    public override NasBench201Architecture Sample(RandomKey key)
    {
        var draw = key.Draw();
        while (true)
        {
            var cell = At(draw.Next((int)Size));
            var isolated = Enumerable.Range(1, 3).All(target => cell.Operation(0, target) == NasBench201Operation.None)
                || Enumerable.Range(0, 3).All(source => cell.Operation(source, 3) == NasBench201Operation.None);
            if (!isolated) return cell;
        }
    }

    /// <inheritdoc/>
    public override NasBench201Architecture Mutate(NasBench201Architecture parent, RandomKey key) => NasBench201Variation.Instance.Mutate(parent, key);

    /// <inheritdoc/>
    public override NasBench201Architecture Cross(NasBench201Architecture first, NasBench201Architecture second, RandomKey key) =>
        NasBench201Variation.Instance.Cross(first, second, key);

    /// <inheritdoc/>
    public override IReadOnlyList<KeyValuePair<string, string>> Forms(NasBench201Architecture architecture) =>
        [new("text", architecture.Text), new("key", architecture.Key)];

    /// <inheritdoc/>
    public override Network BuildScoringNetwork(NasBench201Architecture architecture, SpaceTask task, Shape input)
    {
        ArgumentNullException.ThrowIfNull(task);
        return NasBench201Networks.Build(architecture, task.Outputs, input);
    }

    /// <summary>Builds the benchmark's network, with channels of the stem and cells per stage as chosen.</summary>
    /// <param name="architecture">The cell.</param>
    /// <param name="size">Samples, classes and size.</param>
    /// <exception cref="UsageException">An auxiliary head or drop path is asked for, or a number is out of range.</exception>
    /// <exception cref="NetworkException">The images are too small for the two reductions.</exception>
    public override Network BuildTrainingNetwork(NasBench201Architecture architecture, TrainingSize size)
    {
        ArgumentNullException.ThrowIfNull(size);
        size.RequirePlain(Name, hasSizes: true);
        return NasBench201Networks.Build(architecture, size.Classes, size.Input, size.Channels ?? NasBench201Networks.StemChannels, size.Cells ?? NasBench201Networks.CellsAStage);
    }

    /// <inheritdoc/>
    public override Network BuildThinNetwork(NasBench201Architecture architecture, Shape input) =>
        NasBench201Networks.Build(architecture, ThinOutputs, input, channels: 1, cells: 1);

    /// <inheritdoc/>
    public IReadOnlyList<PrunableEdge> PrunableEdges => NasBench201SuperNetwork.Edges;

    /// <inheritdoc/>
    public IArchitecture Chosen(IReadOnlyList<ImmutableArray<int>> operations) =>
        new NasBench201Architecture([.. operations.Select(choice => NasBench201SuperNetwork.Operations[choice.Single()])]);

    /// <inheritdoc/>
    public Network BuildSuperNetwork(IReadOnlyList<ImmutableArray<int>> operations, SpaceTask task, Shape input)
    {
        ArgumentNullException.ThrowIfNull(task);
        return NasBench201SuperNetwork.Build(operations, task.Outputs, input);
    }

    /// <inheritdoc/>
    public Network BuildThinSuperNetwork(IReadOnlyList<ImmutableArray<int>> operations, Shape input) => NasBench201SuperNetwork.BuildThin(operations, input);

    private static NasBench201Architecture At(int number)
    {
        var edges = new NasBench201Operation[NasBench201Architecture.EdgeCount];
        for (var edge = 0; edge < edges.Length; edge++, number /= Operations)
            edges[edge] = (NasBench201Operation)(number % Operations);
        return new NasBench201Architecture([.. edges]);
    }
}
