using System.Numerics;
using SwapScore.Networks;
using SwapScore.Randomness;
using SwapScore.Spaces.Darts;
using SwapScore.Weights;

namespace SwapScore.Spaces.NasBench301;

/// <summary>The DARTS cells of NAS-Bench-301: seven operations, two different inputs a node, both cells independent.</summary>
public sealed class NasBench301Space : ISearchSpace
{
    private static readonly DartsVariation Variation = new(NasBench301Key.Operations, HasDistinctInputs);

    private static readonly DartsNetworkOptions Options = new() { Channels = 32, Layers = 8, OperationAffine = false, NormalizedPooling = true };

    /// <inheritdoc/>
    public string Name => "nasbench301";

    /// <inheritdoc/>
    public string Summary => "DARTS cells without none and with two different inputs a node; eight cells of 32 channels";

    /// <inheritdoc/>
    public string Source => "Zela et al.: Surrogate NAS Benchmarks: Going Beyond the Limited Search Spaces of Tabular NAS Benchmarks (ICLR 2022)";

    /// <summary>
    /// Number of genotypes: node n chooses two of n inputs and an operation for each,
    /// <c>cell = Π C(n, 2)·7² = 180·7⁸</c> over n = 2 … 5, and <c>size = cell²</c>.
    /// </summary>
    public BigInteger Size => BigInteger.Pow(180 * BigInteger.Pow(NasBench301Key.Operations.Length, DartsCell.EdgeCount), 2);

    /// <inheritdoc/>
    public IReadOnlyList<NamedArchitecture> Named => field ??=
        [.. DartsNamed.All.Where(named => named.Name is "DARTS_V1" or "DARTS_V2")];

    /// <inheritdoc/>
    public IReadOnlyList<SpaceTask> Tasks { get; } = [new("cifar10", new Shape(3, 32, 32), 10)];

    /// <inheritdoc/>
    public IReadOnlyList<KeyValuePair<string, string>> Facts => field ??=
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

    /// <summary>Reads a DARTS genotype (Python, JSON or name) or a key of the published table.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="UsageException">It is malformed, or has an operation or input pair the space has not.</exception>
    public IArchitecture Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var trimmed = text.Trim();
        var genotype = trimmed.StartsWith("[[", StringComparison.Ordinal)
            ? NasBench301Key.Parse(trimmed)
            : (DartsGenotype)(Named.FirstOrDefault(named => named.Name.Equals(trimmed, StringComparison.OrdinalIgnoreCase))?.Architecture
                ?? DartsGenotype.Parse(text));
        return genotype.Normal.Edges.Concat(genotype.Reduce.Edges).Any(edge => edge.Operation == DartsOperation.None)
            ? throw new UsageException("NAS-Bench-301 has no operation none", "use the space darts for such genotypes")
            : HasDistinctInputs(genotype.Normal.Edges) && HasDistinctInputs(genotype.Reduce.Edges)
            ? genotype
            : throw new UsageException("a node of a NAS-Bench-301 cell reads two different inputs", "use the space darts for nodes that read one twice");
    }

    /// <summary>Draws a genotype uniformly, normal and reduction cell independent.</summary>
    /// <param name="key">Stream of randomness; equal keys give equal genotypes.</param>
    public IArchitecture Sample(RandomKey key)
    {
        var draw = key.Draw();
        return new DartsGenotype(Cell(draw), Cell(draw));
    }

    /// <inheritdoc/>
    public IArchitecture Mutate(IArchitecture parent, RandomKey key) => Variation.Mutate((DartsGenotype)parent, key);

    /// <inheritdoc/>
    public IArchitecture Cross(IArchitecture first, IArchitecture second, RandomKey key) =>
        Variation.Cross((DartsGenotype)first, (DartsGenotype)second, key);

    /// <inheritdoc/>
    public IReadOnlyList<TextForm> Forms(IArchitecture architecture) =>
        [.. DartsSpace.FormsOf((DartsGenotype)architecture), new("key", KeyOf((DartsGenotype)architecture))];

    /// <inheritdoc/>
    public IReadOnlyList<FullSize> FullSizes(SpaceTask task) =>
        [new("NAS-Bench-301", "32 channels, 8 cells", architecture => BuildScoringNetwork(architecture, task, task.Input)), .. DartsSpace.FullSizes];

    /// <inheritdoc/>
    public Network BuildScoringNetwork(IArchitecture architecture, SpaceTask task, Shape input)
    {
        ArgumentNullException.ThrowIfNull(task);
        return DartsNetworks.Build((DartsGenotype)architecture, Options with { Classes = task.Outputs }, input);
    }

    /// <inheritdoc/>
    public Network BuildThinNetwork(IArchitecture architecture, Shape input) =>
        DartsNetworks.BuildThin((DartsGenotype)architecture, input);

    /// <inheritdoc/>
    public IInitializer Initializer { get; } = new FanInUniformInitializer();

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
