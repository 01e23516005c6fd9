using System.Numerics;
using SwapScore.Networks;
using SwapScore.Randomness;
using SwapScore.Truth;
using SwapScore.Weights;

namespace SwapScore.Spaces.TransNasBench101;

/// <summary>The micro space of TransNAS-Bench-101: cells of four nodes, one of four operations on each of six edges, in one skeleton.</summary>
internal sealed class TransNasMicroSpace : SearchSpace<TransNasMicroArchitecture>
{
    /// <summary>Number of cells that differ after <see cref="TransNasMicroArchitecture.Canonical"/>.</summary>
    public const int UniqueCells = 1376;

    /// <inheritdoc/>
    public override string Name => "transnas-micro";

    /// <inheritdoc/>
    public override string Summary => "cells of four nodes, one of four operations between each two; seven tasks on photographs";

    /// <inheritdoc/>
    public override string Source => "Duan et al.: TransNAS-Bench-101: Improving Transferability and Generalizability of Cross-Task NAS (CVPR 2021)";

    /// <summary>4⁶ = 4,096 cells.</summary>
    public override BigInteger Size => BigInteger.Pow(TransNasMicroArchitecture.OperationCount, TransNasMicroArchitecture.EdgeCount);

    /// <inheritdoc/>
    public override BigInteger DistinctSize => UniqueCells;

    /// <inheritdoc/>
    public override IReadOnlyList<NamedArchitecture> Named => field ??=
    [
        new("ALL_CONV3X3", TransNasMicroArchitecture.Parse("64-41414-3_33_333"), "the largest cell"),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<SpaceTask> Tasks => TransNasNetworks.Tasks;

    /// <inheritdoc/>
    public override SpaceStudy Study { get; } = new(new ZeroCostTruth("zc_transbench101_micro.json"), new AccuracyTruth())
    {
        Truth = "the results of trained TransNAS-Bench-101 micro networks",
        PublishedMetric = "synflow",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<KeyValuePair<string, string>> Facts => field ??=
    [
        new("operations", "0 none, 1 skip, 2 1×1 convolution, 3 3×3 convolution"),
        new("skeleton", "64-41414: five modules of two cells; the first, third and fifth double the channels and halve the resolution"),
        new("scoring network", "the full network with the head of the task"),
    ];

    /// <summary>All cells, in the order of their edges counted in base four.</summary>
    public IEnumerable<TransNasMicroArchitecture> All => Enumerable.Range(0, (int)Size).Select(At);

    /// <inheritdoc/>
    protected override IEnumerable<TransNasMicroArchitecture> Enumeration => All;

    /// <inheritdoc/>
    protected override TransNasMicroArchitecture Read(string text) => TransNasMicroArchitecture.Parse(text);

    /// <summary>Draws a cell uniformly.</summary>
    /// <param name="key">Stream of randomness; equal keys give equal cells.</param>
    public override TransNasMicroArchitecture Sample(RandomKey key) => At(key.Draw().Next((int)Size));

    /// <inheritdoc/>
    public override TransNasMicroArchitecture Mutate(TransNasMicroArchitecture parent, RandomKey key) => TransNasMicroVariation.Instance.Mutate(parent, key);

    /// <inheritdoc/>
    public override TransNasMicroArchitecture Cross(TransNasMicroArchitecture first, TransNasMicroArchitecture second, RandomKey key) =>
        TransNasMicroVariation.Instance.Cross(first, second, key);

    /// <inheritdoc/>
    public override IReadOnlyList<KeyValuePair<string, string>> Forms(TransNasMicroArchitecture architecture) =>
        [new("text", architecture.Text), new("key", architecture.Key)];

    /// <inheritdoc/>
    public override Network BuildScoringNetwork(TransNasMicroArchitecture architecture, SpaceTask task, Shape input)
    {
        ArgumentNullException.ThrowIfNull(task);
        return TransNasNetworks.Build(architecture, task, input);
    }

    /// <inheritdoc/>
    public override Network BuildThinNetwork(TransNasMicroArchitecture architecture, Shape input) =>
        TransNasNetworks.BuildThin(architecture, input);

    /// <inheritdoc/>
    public override IInitializer Initializer { get; } = new TransNasInitializer();

    private static TransNasMicroArchitecture At(int number)
    {
        var edges = new TransNasOperation[TransNasMicroArchitecture.EdgeCount];
        for (var edge = edges.Length - 1; edge >= 0; edge--, number /= TransNasMicroArchitecture.OperationCount)
            edges[edge] = (TransNasOperation)(number % TransNasMicroArchitecture.OperationCount);
        return new TransNasMicroArchitecture([.. edges]);
    }
}
