using System.Numerics;
using SwapScore.Networks;
using SwapScore.Randomness;
using SwapScore.Weights;

namespace SwapScore.Spaces.TransNasBench101;

/// <summary>The micro space of TransNAS-Bench-101: cells of four nodes, one of four operations on each of six edges, in one skeleton.</summary>
public sealed class TransNasMicroSpace : ISearchSpace
{
    /// <summary>Number of cells that differ after <see cref="TransNasMicroArchitecture.Canonical"/>.</summary>
    public const int UniqueCells = 1376;

    /// <inheritdoc/>
    public string Name => "transnas-micro";

    /// <inheritdoc/>
    public string Summary => "cells of four nodes, one of four operations between each two; seven tasks on photographs";

    /// <inheritdoc/>
    public string Source => "Duan et al.: TransNAS-Bench-101: Improving Transferability and Generalizability of Cross-Task NAS (CVPR 2021)";

    /// <summary>4⁶ = 4,096 cells.</summary>
    public BigInteger Size => BigInteger.Pow(TransNasMicroArchitecture.OperationCount, TransNasMicroArchitecture.EdgeCount);

    /// <inheritdoc/>
    public BigInteger DistinctSize => UniqueCells;

    /// <inheritdoc/>
    public IReadOnlyList<NamedArchitecture> Named => field ??=
    [
        new("ALL_CONV3X3", TransNasMicroArchitecture.Parse("64-41414-3_33_333"), "the largest cell"),
    ];

    /// <inheritdoc/>
    public IReadOnlyList<SpaceTask> Tasks => TransNasNetworks.Tasks;

    /// <inheritdoc/>
    public IReadOnlyList<KeyValuePair<string, string>> Facts => field ??=
    [
        new("operations", "0 none, 1 skip, 2 1×1 convolution, 3 3×3 convolution"),
        new("skeleton", "64-41414: five modules of two cells; the first, third and fifth double the channels and halve the resolution"),
        new("scoring network", "the full network with the head of the task"),
    ];

    /// <summary>All cells, in the order of their edges counted in base four.</summary>
    public IEnumerable<TransNasMicroArchitecture> All => Enumerable.Range(0, (int)Size).Select(At);

    IEnumerable<IArchitecture> ISearchSpace.Enumeration => All;

    /// <inheritdoc/>
    public IArchitecture Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Named.FirstOrDefault(named => named.Name.Equals(text.Trim(), StringComparison.OrdinalIgnoreCase))?.Architecture
            ?? TransNasMicroArchitecture.Parse(text);
    }

    /// <summary>Draws a cell uniformly.</summary>
    /// <param name="key">Stream of randomness; equal keys give equal cells.</param>
    public IArchitecture Sample(RandomKey key) => At(key.Draw().Next((int)Size));

    /// <inheritdoc/>
    public IArchitecture Mutate(IArchitecture parent, RandomKey key) => TransNasMicroVariation.Instance.Mutate((TransNasMicroArchitecture)parent, key);

    /// <inheritdoc/>
    public IArchitecture Cross(IArchitecture first, IArchitecture second, RandomKey key) =>
        TransNasMicroVariation.Instance.Cross((TransNasMicroArchitecture)first, (TransNasMicroArchitecture)second, key);

    /// <inheritdoc/>
    public IReadOnlyList<TextForm> Forms(IArchitecture architecture) =>
        [new("text", architecture.Text), new("key", ((TransNasMicroArchitecture)architecture).Key)];

    /// <inheritdoc/>
    public Network BuildScoringNetwork(IArchitecture architecture, SpaceTask task, Shape input)
    {
        ArgumentNullException.ThrowIfNull(task);
        return TransNasNetworks.Build((TransNasMicroArchitecture)architecture, task, input);
    }

    /// <inheritdoc/>
    public Network BuildThinNetwork(IArchitecture architecture, Shape input) =>
        TransNasNetworks.BuildThin((TransNasMicroArchitecture)architecture, input);

    /// <inheritdoc/>
    public IInitializer Initializer { get; } = new TransNasInitializer();

    private static TransNasMicroArchitecture At(int number)
    {
        var edges = new TransNasOperation[TransNasMicroArchitecture.EdgeCount];
        for (var edge = edges.Length - 1; edge >= 0; edge--, number /= TransNasMicroArchitecture.OperationCount)
            edges[edge] = (TransNasOperation)(number % TransNasMicroArchitecture.OperationCount);
        return new TransNasMicroArchitecture([.. edges]);
    }
}
