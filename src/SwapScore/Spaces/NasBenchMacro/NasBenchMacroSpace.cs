using System.Numerics;
using SwapScore.Networks;
using SwapScore.Randomness;
using SwapScore.Truth;

namespace SwapScore.Spaces.NasBenchMacro;

/// <summary>The space of NAS-Bench-Macro: eight layers, each an identity or one of two inverted residuals.</summary>
internal sealed class NasBenchMacroSpace : SearchSpace<NasBenchMacroArchitecture>
{
    /// <summary>Number of networks that differ after <see cref="NasBenchMacroArchitecture.Canonical"/>.</summary>
    public const int UniqueNetworks = 3969;

    // The classifier of a thin network is never run.
    private const int ThinOutputs = 1;

    /// <inheritdoc/>
    public override string Name => "nasbench-macro";

    /// <inheritdoc/>
    public override string Summary => "eight layers like those of MobileNetV2, each an identity or an inverted residual of one of two sizes";

    /// <inheritdoc/>
    public override string Source => "Su et al.: Prioritized Architecture Sampling with Monto-Carlo Tree Search (CVPR 2021)";

    /// <summary>3⁸ = 6,561 networks.</summary>
    public override BigInteger Size => BigInteger.Pow(NasBenchMacroArchitecture.Kinds, NasBenchMacroArchitecture.LayerCount);

    /// <inheritdoc/>
    public override BigInteger DistinctSize => UniqueNetworks;

    /// <inheritdoc/>
    public override IReadOnlyList<NamedArchitecture> Named => field ??=
    [
        new("ALL_IDENTITY", NasBenchMacroArchitecture.Parse("00000000"), "the smallest network"),
        new("ALL_EXPANSION6", NasBenchMacroArchitecture.Parse("22222222"), "the largest network"),
    ];

    /// <inheritdoc/>
    public override SpaceStudy Study { get; } = new(new NasBenchMacroTruth(), new AccuracyTruth())
    {
        Truth = "the accuracy of trained NAS-Bench-Macro networks",
        PublishedMetric = "params",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<KeyValuePair<string, string>> Facts => field ??=
    [
        new("layers", "0 identity, 1 inverted residual of expansion 3 and kernel 3, 2 of expansion 6 and kernel 5"),
        new("stages", "2, 3 and 3 layers; the first of a stage halves the resolution and doubles the channels"),
        new("unique networks", "3,969 of 6,561 are different functions"),
        new("scoring network", "the full network: stem of 32 channels, stages of 64, 128 and 256, 1,280 features"),
    ];

    /// <summary>All networks, in the order of their codes.</summary>
    public IEnumerable<NasBenchMacroArchitecture> All => Enumerable.Range(0, (int)Size).Select(At);

    /// <inheritdoc/>
    protected override IEnumerable<NasBenchMacroArchitecture> Enumeration => All;

    /// <inheritdoc/>
    protected override NasBenchMacroArchitecture Read(string text) => NasBenchMacroArchitecture.Parse(text);

    /// <summary>Draws a network, all equally likely.</summary>
    /// <param name="key">Stream of randomness; equal keys give equal networks.</param>
    public override NasBenchMacroArchitecture Sample(RandomKey key) => At(key.Draw().Next((int)Size));

    /// <inheritdoc/>
    public override NasBenchMacroArchitecture Mutate(NasBenchMacroArchitecture parent, RandomKey key) => NasBenchMacroVariation.Instance.Mutate(parent, key);

    /// <inheritdoc/>
    public override NasBenchMacroArchitecture Cross(NasBenchMacroArchitecture first, NasBenchMacroArchitecture second, RandomKey key) =>
        NasBenchMacroVariation.Instance.Cross(first, second, key);

    /// <inheritdoc/>
    public override IReadOnlyList<KeyValuePair<string, string>> Forms(NasBenchMacroArchitecture architecture) => [new("code", architecture.Text)];

    /// <inheritdoc/>
    public override Network BuildScoringNetwork(NasBenchMacroArchitecture architecture, SpaceTask task, Shape input)
    {
        ArgumentNullException.ThrowIfNull(task);
        return NasBenchMacroNetworks.Build(architecture, task.Outputs, input);
    }

    /// <summary>Builds the benchmark's network with a stem of one channel.</summary>
    public override Network BuildThinNetwork(NasBenchMacroArchitecture architecture, Shape input) =>
        NasBenchMacroNetworks.Build(architecture, ThinOutputs, input, channels: 1);

    private static NasBenchMacroArchitecture At(int number)
    {
        var layers = new NasBenchMacroLayer[NasBenchMacroArchitecture.LayerCount];
        for (var layer = layers.Length - 1; layer >= 0; layer--, number /= NasBenchMacroArchitecture.Kinds)
            layers[layer] = (NasBenchMacroLayer)(number % NasBenchMacroArchitecture.Kinds);
        return new NasBenchMacroArchitecture([.. layers]);
    }
}
