using System.Numerics;
using SwapScore.Networks;
using SwapScore.Randomness;
using SwapScore.Truth;
using SwapScore.Weights;

namespace SwapScore.Spaces.Pit;

/// <summary>The space of pooling-based vision Transformers of Auto-Prox: three stages, each with its layers and heads, one width of a head and one feed-forward ratio.</summary>
internal sealed class PitSpace : SearchSpace<PitArchitecture>
{
    /// <inheritdoc/>
    public override string Name => "pit";

    /// <inheritdoc/>
    public override string Summary => "vision Transformers of three stages with pooling between them, trained from scratch on small data sets";

    /// <inheritdoc/>
    public override string Source => AutoProx.Source;

    /// <summary>4,320 networks.</summary>
    public override BigInteger Size => PitChoices.All.Length;

    /// <inheritdoc/>
    public override IReadOnlyList<NamedArchitecture> Named => field ??=
    [
        new("SMALLEST", PitText.Read("base16 ratio2 1-2 4-2 2-2"), "the smallest network"),
        new("PIT_TI", PitText.Read("base32 ratio4 2-2 6-4 4-8"), "PiT-Ti, the smallest network of the paper"),
        new("LARGEST", PitText.Read("base40 ratio8 3-8 8-8 6-8"), "the largest network"),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<SpaceTask> Tasks => AutoProx.Tasks;

    /// <inheritdoc/>
    public override SpaceStudy Study { get; } = new(PitTruth.Create(), new AccuracyTruth()) { Truth = "the accuracy of PiT networks trained from scratch" };

    /// <inheritdoc/>
    public override IReadOnlyList<KeyValuePair<string, string>> Facts => field ??=
    [
        new("choices", "heads of 16, 24, 32 or 40 features; feed-forward ratio 2, 4, 6 or 8; three stages of 1 to 3, 4, 6 or 8, and 2, 4 or 6 layers; 2, 4 or 8 heads a stage, never fewer than before"),
        new("between stages", "depthwise convolution 3×3 of stride 2 for the patches, linear map for the class token"),
        new("scoring network", "the full network; images of 224×224 are 27×27 overlapping patches, smaller sides have fewer"),
    ];

    /// <inheritdoc/>
    protected override IEnumerable<PitArchitecture> Enumeration => PitChoices.All;

    /// <inheritdoc/>
    protected override PitArchitecture Read(string text) => PitText.Read(text);

    /// <summary>Draws a network, all equally likely.</summary>
    /// <param name="key">Stream of randomness; equal keys give equal networks.</param>
    public override PitArchitecture Sample(RandomKey key) => PitChoices.All[key.Draw().Next(PitChoices.All.Length)];

    /// <inheritdoc/>
    public override PitArchitecture Mutate(PitArchitecture parent, RandomKey key) => PitVariation.Instance.Mutate(parent, key);

    /// <inheritdoc/>
    public override PitArchitecture Cross(PitArchitecture first, PitArchitecture second, RandomKey key) => PitVariation.Instance.Cross(first, second, key);

    /// <inheritdoc/>
    public override Network BuildScoringNetwork(PitArchitecture architecture, SpaceTask task, Shape input)
    {
        ArgumentNullException.ThrowIfNull(task);
        return PitNetworks.Build(architecture, task.Outputs, input);
    }

    /// <summary>There is none: the inputs of a thin network are smaller than a patch.</summary>
    /// <exception cref="NetworkException">Always.</exception>
    public override Network BuildThinNetwork(PitArchitecture architecture, Shape input) =>
        throw new NetworkException("vision Transformers have no thin network for images smaller than a patch");

    /// <inheritdoc/>
    public override IInitializer Initializer { get; } = new PitInitializer();

    /// <inheritdoc/>
    public override IInitializer ScoringInitializer => Initializer;
}
