using System.Numerics;
using SwapScore.Networks;
using SwapScore.Randomness;
using SwapScore.Spaces.Darts;
using SwapScore.Truth;

namespace SwapScore.Spaces.NasBench301;

/// <summary>The DARTS cells of NAS-Bench-301: seven operations, two different inputs per node, both cells independent.</summary>
internal sealed class NasBench301Space : SearchSpace<DartsGenotype>
{
    private static readonly DartsSpace Darts = new();

    private static readonly DartsVariation Variation = new([.. NasBench301Key.Operations], HasDistinctInputs);

    private static readonly DartsNetworkOptions Options = new() { Channels = 32, Layers = 8, OperationAffine = false, NormalizedPooling = true };

    /// <inheritdoc/>
    public override string Name => "nasbench301";

    /// <inheritdoc/>
    public override string Summary => "DARTS cells without none and with two different inputs per node; eight cells of 32 channels";

    /// <inheritdoc/>
    public override string Source => "Zela et al.: Surrogate NAS Benchmarks: Going Beyond the Limited Search Spaces of Tabular NAS Benchmarks (ICLR 2022)";

    /// <summary>
    /// Number of genotypes: node n chooses two of n inputs and an operation for each,
    /// <c>cell = Π C(n, 2)·7² = 180·7⁸</c> over n = 2 … 5, and <c>size = cell²</c>.
    /// </summary>
    public override BigInteger Size => BigInteger.Pow(180 * BigInteger.Pow(NasBench301Key.Operations.Length, DartsCell.EdgeCount), 2);

    /// <inheritdoc/>
    public override IReadOnlyList<NamedArchitecture> Named => field ??=
        [.. DartsNamed.All.Where(named => named.Name is "DARTS_V1" or "DARTS_V2")];

    /// <inheritdoc/>
    public override IReadOnlyList<SpaceTask> Tasks { get; } = [new("cifar10", new Shape(3, 32, 32), 10)];

    /// <inheritdoc/>
    public override SpaceStudy Study { get; } = new(new ZeroCostTruth("zc_nasbench301.json"), new AccuracyTruth())
    {
        Truth = "the surrogate accuracy of NAS-Bench-301 networks",
        PublishedMetric = "synflow",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<KeyValuePair<string, string>> Facts => field ??=
    [
        new("operations", "max_pool_3x3, avg_pool_3x3, skip_connect, sep_conv_3x3, sep_conv_5x5, dil_conv_3x3, dil_conv_5x5"),
        new("ground truth", "accuracy predicted by the benchmark's surrogate, not measured"),
        new("scoring network", "the full network: C = 32, cells N N R N N R N N, normalisation after pooling, none of the operations' affine"),
    ];

    /// <summary>The key of a genotype in the published table.</summary>
    /// <param name="genotype">A genotype of this space.</param>
    public static string KeyOf(DartsGenotype genotype)
    {
        ArgumentNullException.ThrowIfNull(genotype);
        return NasBench301Key.Format(genotype);
    }

    /// <summary>Reads a DARTS genotype (Python or JSON), a key of the published table, or the JSON of a ConfigSpace configuration.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="UsageException">It is malformed, or has an operation or input pair the space has not.</exception>
    protected override DartsGenotype Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var trimmed = text.Trim();
        var genotype = trimmed.StartsWith("[[", StringComparison.Ordinal)
            ? NasBench301Key.Parse(trimmed)
            : NasBench301Configuration.Holds(trimmed)
            ? NasBench301Configuration.Parse(trimmed)
            : DartsGenotype.Parse(text);
        return genotype.Normal.Edges.Concat(genotype.Reduce.Edges).Any(edge => edge.Operation == DartsOperation.None)
            ? throw new UsageException("NAS-Bench-301 has no operation none", "use the space darts for such genotypes")
            : HasDistinctInputs(genotype.Normal.Edges) && HasDistinctInputs(genotype.Reduce.Edges)
            ? genotype
            : throw new UsageException("a node of a NAS-Bench-301 cell reads two different inputs", "use the space darts for nodes that read one twice");
    }

    /// <summary>Draws a genotype uniformly, normal and reduction cell independent.</summary>
    /// <param name="key">Stream of randomness; equal keys give equal genotypes.</param>
    public override DartsGenotype Sample(RandomKey key)
    {
        var draw = key.Draw();
        return new DartsGenotype(Cell(draw), Cell(draw));
    }

    /// <inheritdoc/>
    public override DartsGenotype Mutate(DartsGenotype parent, RandomKey key) => Variation.Mutate(parent, key);

    /// <inheritdoc/>
    public override DartsGenotype Cross(DartsGenotype first, DartsGenotype second, RandomKey key) =>
        Variation.Cross(first, second, key);

    /// <inheritdoc/>
    public override IReadOnlyList<KeyValuePair<string, string>> Forms(DartsGenotype architecture) =>
        [.. Darts.Forms(architecture), new("key", KeyOf(architecture))];

    /// <inheritdoc/>
    public override IReadOnlyList<FullSize> FullSizes(SpaceTask task) =>
    [
        CreateFullSize("NAS-Bench-301", "32 channels, 8 cells", task.Input, (genotype, input) => BuildScoringNetwork(genotype, task, input)),
        .. Darts.FullSizes(task),
    ];

    /// <inheritdoc/>
    public override Network BuildScoringNetwork(DartsGenotype architecture, SpaceTask task, Shape input)
    {
        ArgumentNullException.ThrowIfNull(task);
        return DartsNetworks.Build(architecture, Options with { Classes = task.Outputs }, input);
    }

    /// <summary>Builds the benchmark's network.</summary>
    /// <param name="architecture">The genotype.</param>
    /// <param name="size">Samples, classes and size; published are 32 channels and 8 cells.</param>
    /// <exception cref="UsageException">A number is out of range.</exception>
    /// <exception cref="NetworkException">The images do not suit the auxiliary head.</exception>
    public override Network BuildTrainingNetwork(DartsGenotype architecture, TrainingSize size)
    {
        ArgumentNullException.ThrowIfNull(size);
        return DartsNetworks.Build(architecture, Options.With(size), size.Input);
    }

    /// <inheritdoc/>
    public override Network BuildThinNetwork(DartsGenotype architecture, Shape input) =>
        DartsNetworks.BuildThin(architecture, input);

    private static bool HasDistinctInputs(IReadOnlyList<DartsEdge> edges) =>
        Enumerable.Range(0, DartsCell.Nodes).All(node => edges[2 * node].Input != edges[2 * node + 1].Input);

    private static DartsCell Cell(RandomSequence draw)
    {
        var edges = new List<DartsEdge>();
        for (var node = DartsCell.Inputs; node < DartsCell.Inputs + DartsCell.Nodes; node++)
        {
            // The second input is drawn from the others.
            var first = draw.Next(node);
            var second = draw.Next(node - 1);
            if (second >= first) second++;
            foreach (var input in new[] { Math.Min(first, second), Math.Max(first, second) })
                edges.Add(new DartsEdge(draw.Pick(NasBench301Key.Operations), input));
        }

        return new DartsCell(edges);
    }
}
