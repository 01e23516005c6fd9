using System.Numerics;
using SwapScore.Networks;
using SwapScore.Randomness;

namespace SwapScore.Spaces.MobileNet;

/// <summary>Networks of inverted residuals as phones run them, to be searched for one's own device and data: no benchmark has trained them.</summary>
internal sealed class MobileNetSpace : SearchSpace<MobileNetArchitecture>
{
    // A quarter of the largest side, so that scoring costs a sixteenth of the full network, and the share of every side is whole.
    private const int ScoringSide = 72;

    private const int Classes = 1000;
    private const int ThinDivisor = 8;

    // The classifier of a thin network is never run.
    private const int ThinOutputs = 1;

    private static readonly MobileNetNetworks Networks = new(divisor: 1);

    /// <inheritdoc/>
    public override string Name => "mobilenet";

    /// <inheritdoc/>
    public override string Summary => "inverted residuals as in MobileNetV2 and V3, 20 to 600 million multiply-adds; no benchmark, for your own device and data";

    /// <inheritdoc/>
    public override string Source => "after Sandler et al.: MobileNetV2 (CVPR 2018), Howard et al.: MobileNetV3 (ICCV 2019), Cai et al.: Once-for-All (ICLR 2020)";

    /// <summary>All combinations of choices: an upper bound, since those below 20 and above 600 million multiply-adds are no networks of the space.</summary>
    public override BigInteger Size => MobileNetStageRange.All.Aggregate(
        (BigInteger)(MobileNetArchitecture.Sides.Length * MobileNetArchitecture.Stems.Length), (size, range) => size * StagesOf(range));

    /// <inheritdoc/>
    public override IReadOnlyList<NamedArchitecture> Named => field ??=
    [
        new("MOBILENET_V2", MobileNetText.Parse("side224stem32-w16r6_k3e1-w24r6_k3e6_k3e6-w32r6_k3e6_k3e6_k3e6-w64r6_k3e6_k3e6_k3e6_k3e6-w96r6_k3e6_k3e6_k3e6-w160r6_k3e6_k3e6_k3e6-w320r6_k3e6"), "Sandler et al. 2018, width 1"),
        new("MOBILENET_V3_LARGE", MobileNetText.Parse("side224stem16-w16r_k3e1-w24r_k3e4_k3e3-w40rs_k5e3_k5e3_k5e3-w80h_k3e6_k3e2.5_k3e2.3_k3e2.3-w112hs_k3e6_k3e6-w160hs_k5e6_k5e6_k5e6"), "Howard et al. 2019, width 1"),
    ];

    /// <summary>Images of a quarter of the largest side: each network is scored on its share of them, and trained and used at its own side.</summary>
    public override IReadOnlyList<SpaceTask> Tasks { get; } = [new SpaceTask("imagenet", new Shape(3, ScoringSide, ScoringSide), Classes)];

    /// <inheritdoc/>
    public override IReadOnlyList<KeyValuePair<string, string>> Facts => field ??=
    [
        new("input side", string.Join(", ", MobileNetArchitecture.Sides)),
        new("stem", $"{string.Join(", ", MobileNetArchitecture.Stems)} channels, stride 2"),
        new("widths of stages", string.Join("; ", MobileNetStageRange.All.Select(range => string.Join("/", range.Widths)))),
        new("blocks of stages", $"{string.Join(", ", MobileNetStageRange.All.Select(range => range.Deepest == 1 ? "1" : $"1 … {range.Deepest}"))}; the seventh stage may be left out"),
        new("of a block", "kernel 3, 5 or 7; 2.3, 2.5, 3, 4 or 6 times the channels, in the first stage 1"),
        new("of a stage", "ReLU, ReLU6 or HardSwish; squeeze-and-excitation or none"),
        new("multiply-adds", "20 to 600 million at the network's own side; others are drawn again"),
        new("scoring network", "the full network on its side's share of the images, of which 288 is the whole"),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<FullSize> FullSizes(SpaceTask task)
    {
        ArgumentNullException.ThrowIfNull(task);
        Shape Square(int side) => task.Input with { Rows = side, Columns = side };
        return
        [
            CreateFullSize(
                task.Name, "images of the side of its own", Square(MobileNetArchitecture.Sides[^1]),
                (architecture, input) => Networks.Build(architecture, task.Outputs, input), architecture => Square(architecture.Side)),
        ];
    }

    /// <inheritdoc/>
    protected override MobileNetArchitecture Read(string text) => MobileNetText.Parse(text);

    /// <summary>Draws a network.</summary>
    /// <param name="key">Stream of randomness; equal keys give equal networks.</param>
    public override MobileNetArchitecture Sample(RandomKey key) => MobileNetVariation.Draw(key);

    /// <inheritdoc/>
    public override MobileNetArchitecture Mutate(MobileNetArchitecture parent, RandomKey key) => MobileNetVariation.Instance.Mutate(parent, key);

    /// <inheritdoc/>
    public override MobileNetArchitecture Cross(MobileNetArchitecture first, MobileNetArchitecture second, RandomKey key) =>
        MobileNetVariation.Instance.Cross(first, second, key);

    /// <inheritdoc/>
    public override Network BuildScoringNetwork(MobileNetArchitecture architecture, SpaceTask task, Shape input)
    {
        ArgumentNullException.ThrowIfNull(task);
        return Networks.Build(architecture, task.Outputs, input, isScaled: true);
    }

    /// <summary>Builds the network with an eighth of the channels.</summary>
    public override Network BuildThinNetwork(MobileNetArchitecture architecture, Shape input) => new MobileNetNetworks(ThinDivisor).Build(architecture, ThinOutputs, input);

    /// <summary>The network on images of the size it is trained with.</summary>
    public override Network BuildTrainingNetwork(MobileNetArchitecture architecture, TrainingSize size)
    {
        ArgumentNullException.ThrowIfNull(size);
        size.RequirePlain(Name, hasSizes: false);
        return Networks.Build(architecture, size.Classes, size.Input);
    }

    private static BigInteger StagesOf(MobileNetStageRange range)
    {
        var blocks = Enumerable.Range(1, range.Deepest).Aggregate(BigInteger.Zero, (sum, depth) => sum + BigInteger.Pow(range.BlockCount, depth));
        return range.Widths.Length * MobileNetStage.ActivationTexts.Count * 2 * blocks + (range.IsOptional ? 1 : 0);
    }
}
