using System.Numerics;
using SwapScore.Networks;
using SwapScore.Randomness;

namespace SwapScore.Spaces.ResNetLike;

/// <summary>Residual networks around ResNet-18 and ResNet-34, to be searched for one's own data: no benchmark has trained them.</summary>
internal sealed class ResNetLikeSpace : SearchSpace<ResNetLikeArchitecture>
{
    private const int ThinDivisor = 8;

    /// <inheritdoc/>
    public override string Name => "resnet-like";

    /// <inheritdoc/>
    public override string Summary => "residual networks of four stages, each of some depth, width and number of groups; no benchmark, for your own data";

    /// <inheritdoc/>
    public override string Source => "after He et al.: Deep Residual Learning for Image Recognition (CVPR 2016)";

    /// <summary>Every stage has 6 depths, 4 widths and 4 numbers of groups.</summary>
    public override BigInteger Size => Enumerable.Range(0, ResNetLikeArchitecture.StageCount)
        .SelectMany(ResNetLikeVariation.OptionsOf).Aggregate(BigInteger.One, (size, options) => size * options);

    /// <inheritdoc/>
    public override IReadOnlyList<NamedArchitecture> Named => field ??=
    [
        new("RESNET18", ResNetLikeArchitecture.Parse("d2w64g1-d2w128g1-d2w256g1-d2w512g1"), "He et al. 2016, with a stem for small images where images are small"),
        new("RESNET34", ResNetLikeArchitecture.Parse("d3w64g1-d4w128g1-d6w256g1-d3w512g1"), "He et al. 2016, with a stem for small images where images are small"),
    ];

    /// <summary>Small images first, so that a search without data takes seconds; then those of ImageNet.</summary>
    public override IReadOnlyList<SpaceTask> Tasks { get; } = [SpaceTask.Cifar10, SpaceTask.ImageNet];

    /// <inheritdoc/>
    public override IReadOnlyList<KeyValuePair<string, string>> Facts => field ??=
    [
        new("depth", $"1 … {ResNetLikeStage.Deepest} blocks per stage, each of two 3×3 convolutions"),
        new("width", "½, ¾, 1 or 1½ times 64, 128, 256 and 512 channels"),
        new("groups", $"{string.Join(", ", ResNetLikeStage.GroupChoices)}, of the 3×3 convolutions of a stage"),
        new("stem", "3×3 for images below 64 pixels; 7×7 of stride 2 and pooling for larger ones"),
    ];

    /// <inheritdoc/>
    protected override ResNetLikeArchitecture Read(string text) => ResNetLikeArchitecture.Parse(text);

    /// <summary>Draws a network, all equally likely.</summary>
    /// <param name="key">Stream of randomness; equal keys give equal networks.</param>
    public override ResNetLikeArchitecture Sample(RandomKey key)
    {
        var draw = key.Draw();
        return new ResNetLikeArchitecture([.. Enumerable.Range(0, ResNetLikeArchitecture.StageCount)
            .Select(stage => ResNetLikeVariation.Decode([.. ResNetLikeVariation.OptionsOf(stage).Select(draw.Next)], stage))]);
    }

    /// <inheritdoc/>
    public override ResNetLikeArchitecture Mutate(ResNetLikeArchitecture parent, RandomKey key) => ResNetLikeVariation.Instance.Mutate(parent, key);

    /// <inheritdoc/>
    public override ResNetLikeArchitecture Cross(ResNetLikeArchitecture first, ResNetLikeArchitecture second, RandomKey key) =>
        ResNetLikeVariation.Instance.Cross(first, second, key);

    /// <inheritdoc/>
    public override Network BuildScoringNetwork(ResNetLikeArchitecture architecture, SpaceTask task, Shape input)
    {
        ArgumentNullException.ThrowIfNull(task);
        return ResNetLikeNetworks.Build(architecture, task.Outputs, input);
    }

    /// <summary>Builds the network with an eighth of the channels.</summary>
    public override Network BuildThinNetwork(ResNetLikeArchitecture architecture, Shape input) => ResNetLikeNetworks.Build(architecture, 1, input, ThinDivisor);
}
