using System.Numerics;
using SwapScore.Networks;
using SwapScore.Randomness;
using SwapScore.Truth;
using SwapScore.Weights;

namespace SwapScore.Spaces.TransNasBench101;

/// <summary>The macro space of TransNAS-Bench-101: how many modules a network has, and where it shrinks and widens.</summary>
internal sealed class TransNasMacroSpace : SearchSpace<TransNasMacroArchitecture>
{
    /// <inheritdoc/>
    public override string Name => "transnas-macro";

    /// <inheritdoc/>
    public override string Summary => "four to six modules of residual blocks, each plain, wider, smaller or both; seven tasks on photographs";

    /// <inheritdoc/>
    public override string Source => "Duan et al.: TransNAS-Bench-101: Improving Transferability and Generalizability of Cross-Task NAS (CVPR 2021)";

    /// <summary>3,256 skeletons.</summary>
    public override BigInteger Size => All.Count();

    /// <inheritdoc/>
    public override IReadOnlyList<SpaceTask> Tasks => TransNasNetworks.Tasks;

    /// <inheritdoc/>
    public override SpaceStudy Study { get; } = new(new ZeroCostTruth("zc_transbench101_macro.json"), new AccuracyTruth())
    {
        Truth = "the results of trained TransNAS-Bench-101 macro networks",
        PublishedMetric = "synflow",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<KeyValuePair<string, string>> Facts => field ??=
    [
        new("modules", "1 plain, 2 twice the channels, 3 half the resolution, 4 both; two residual blocks each"),
        new("limits", "4 … 6 modules, 1 … 4 of them smaller, 1 … 3 wider"),
        new("scoring network", "the full network with the head of the task"),
    ];

    /// <summary>All skeletons, short ones first, then in the order of their modules.</summary>
    public static IEnumerable<TransNasMacroArchitecture> All =>
        from length in Enumerable.Range(TransNasMacroArchitecture.MinimumModules, TransNasMacroArchitecture.MaximumModules - TransNasMacroArchitecture.MinimumModules + 1)
        from number in Enumerable.Range(0, 1 << (2 * length))
        let modules = Enumerable.Range(0, length).Select(i => (TransNasModule)((number >> (2 * (length - 1 - i))) % 4 + 1)).ToArray()
        where TransNasMacroArchitecture.Violations(modules).Count == 0
        select new TransNasMacroArchitecture([.. modules]);

    /// <inheritdoc/>
    protected override IEnumerable<TransNasMacroArchitecture> Enumeration => All;

    /// <inheritdoc/>
    protected override TransNasMacroArchitecture Read(string text) => TransNasMacroArchitecture.Parse(text);

    /// <summary>
    /// Draws a skeleton as the published sampler does: the numbers of modules, of smaller and of wider ones, each uniformly, then their
    /// places. Short skeletons are thus more frequent than their share of the space.
    /// </summary>
    /// <param name="key">Stream of randomness; equal keys give equal skeletons.</param>
    public override TransNasMacroArchitecture Sample(RandomKey key)
    {
        var draw = key.Draw();
        var length = TransNasMacroArchitecture.MinimumModules
            + draw.Next(TransNasMacroArchitecture.MaximumModules - TransNasMacroArchitecture.MinimumModules + 1);
        var smaller = Places(1 + draw.Next(TransNasMacroArchitecture.MaximumSmaller));
        var wider = Places(1 + draw.Next(TransNasMacroArchitecture.MaximumWider));
        return new TransNasMacroArchitecture([.. smaller.Zip(wider, (isSmaller, isWider) => (isSmaller, isWider) switch
        {
            (true, true) => TransNasModule.WiderAndSmaller,
            (true, false) => TransNasModule.Smaller,
            (false, true) => TransNasModule.Wider,
            _ => TransNasModule.Plain,
        })]);

        bool[] Places(int count)
        {
            var places = new bool[length];
            for (var i = 0; i < length && count > 0; i++)
                if (draw.Next(length - i) < count)
                    (places[i], count) = (true, count - 1);
            return places;
        }
    }

    /// <inheritdoc/>
    public override TransNasMacroArchitecture Mutate(TransNasMacroArchitecture parent, RandomKey key) => TransNasMacroVariation.Instance.Mutate(parent, key);

    /// <inheritdoc/>
    public override TransNasMacroArchitecture Cross(TransNasMacroArchitecture first, TransNasMacroArchitecture second, RandomKey key) =>
        TransNasMacroVariation.Instance.Cross(first, second, key);

    /// <inheritdoc/>
    public override IReadOnlyList<KeyValuePair<string, string>> Forms(TransNasMacroArchitecture architecture) =>
        [new("text", architecture.Text), new("key", architecture.Key)];

    /// <inheritdoc/>
    public override Network BuildScoringNetwork(TransNasMacroArchitecture architecture, SpaceTask task, Shape input)
    {
        ArgumentNullException.ThrowIfNull(task);
        return TransNasNetworks.Build(architecture, task, input);
    }

    /// <inheritdoc/>
    public override Network BuildThinNetwork(TransNasMacroArchitecture architecture, Shape input) =>
        TransNasNetworks.BuildThin(architecture, input);

    /// <inheritdoc/>
    public override IInitializer Initializer { get; } = new TransNasInitializer();
}
