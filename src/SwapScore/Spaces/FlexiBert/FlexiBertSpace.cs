using System.Numerics;
using SwapScore.Networks;
using SwapScore.Randomness;
using SwapScore.Truth;
using SwapScore.Weights;

namespace SwapScore.Spaces.FlexiBert;

/// <summary>
/// Transformer encoders: a width, a depth, and for every layer an operation, heads and feed-forward sizes. The benchmark has 500 of its smaller
/// part; the original space is wider. Any encoder of the original space can be written and scored in all variants.
/// </summary>
/// <param name="variant">What is drawn, and how networks are built. Default: the benchmark's part, as described.</param>
internal sealed class FlexiBertSpace(FlexiBertVariant variant = FlexiBertVariant.Benchmark) : SearchSpace<FlexiBertArchitecture>
{
    private const string BenchmarkName = "flexibert";
    private const string FaithfulName = $"{BenchmarkName}-faithful";

    private static readonly FlexiBertChoices Benchmark = new([128, 256], [2, 4], [2, 4], [512, 1024], [1, 3], HasWidestSpan: false);

    private static readonly FlexiBertChoices Original = new(
        FlexiBertArchitecture.HiddenSizes, FlexiBertArchitecture.LayerCounts, FlexiBertArchitecture.HeadCounts,
        FlexiBertArchitecture.FeedForwardSizes, FlexiBertArchitecture.FeedForwardCounts, HasWidestSpan: true);

    private readonly FlexiBertChoices _choices = variant == FlexiBertVariant.Original ? Original : Benchmark;
    private readonly FlexiBertOptions _options = variant == FlexiBertVariant.Faithful ? FlexiBertOptions.AsPublished : FlexiBertOptions.AsDescribed;

    /// <summary><c>flexibert</c>, <c>flexibert-faithful</c> or <c>flexibert-original</c>.</summary>
    public override string Name => variant switch
    {
        FlexiBertVariant.Faithful => FaithfulName,
        FlexiBertVariant.Original => $"{BenchmarkName}-original",
        _ => BenchmarkName,
    };

    /// <inheritdoc/>
    public override string? VariantOf => variant == FlexiBertVariant.Benchmark ? null : BenchmarkName;

    /// <inheritdoc/>
    public override string Summary => variant switch
    {
        FlexiBertVariant.Faithful => "the same encoders as the published metrics saw them: width 256, feed-forward 1024, dropout active",
        FlexiBertVariant.Original => "the wider original space: width to 512, 6 layers, 8 heads, feed-forward to 4096",
        _ => "Transformer encoders of 2 or 4 layers: attention, spectral transforms or span convolution, stacked feed-forward",
    };

    /// <inheritdoc/>
    public override string Source => variant == FlexiBertVariant.Original
        ? "Tuli et al.: FlexiBERT: Are Current Transformer Architectures too Homogeneous and Rigid? (2022)"
        : "Serianni, Kalita: Training-free Neural Architecture Search for RNNs and Transformers (ACL 2023)";

    /// <summary>Widths × the sum over depths of the choices of a layer to that power.</summary>
    public override BigInteger Size => _choices.Count;

    /// <inheritdoc/>
    public override IReadOnlyList<NamedArchitecture> Named => field ??=
    [
        new("SMALL", FlexiBertArchitecture.Parse("h128 sdp-2-512x1 sdp-2-512x1"), "the smallest attention-only encoder"),
        new("LARGE", FlexiBertArchitecture.Parse("h256 wma-4-1024x3 wma-4-1024x3 wma-4-1024x3 wma-4-1024x3"), "the largest attention-only encoder"),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<SpaceTask> Tasks { get; } =
        [.. new[] { "glue", "cola", "mnli", "mrpc", "qnli", "qqp", "rte", "sst", "sts" }
            .Select(name => new SpaceTask(name, new Shape(1, 1, 128), 1) { Preparation = ImagePreparation.Tokens })];

    /// <inheritdoc/>
    public override SpaceStudy Study { get; } = new(new FlexiBertTruth(), new AccuracyTruth())
    {
        Truth = "the GLUE scores of trained FlexiBERT encoders",
        FaithfulSpace = variant == FlexiBertVariant.Benchmark ? FaithfulName : null,
        Metrics = ["parameters-without-embeddings"],
        HasOneEvaluation = true,
        PublishedMetric = "head-confidence",
        PublishedTable = FlexiBertTruth.PublishedName,
    };

    /// <inheritdoc/>
    public override IReadOnlyList<KeyValuePair<string, string>> Facts => field ??=
    [
        new("operations", "sdp and wma attention, dft and dct transforms, dsc5 and dsc9 span convolution beside attention"),
        new("choices", "width 128 or 256; 2 or 4 layers; 2 or 4 heads; feed-forward 512 or 1024, stacked once or three times"),
        new("wider space", "width to 512, 6 layers, 8 heads, feed-forward to 4096, stacks of 2, dsc13 can be written and scored too"),
    ];

    /// <inheritdoc/>
    protected override FlexiBertArchitecture Read(string text) => FlexiBertArchitecture.Parse(text);

    /// <summary>Draws an encoder, every choice uniform, kinds of operation before their variants.</summary>
    /// <param name="key">Stream of randomness; equal keys give equal encoders.</param>
    public override FlexiBertArchitecture Sample(RandomKey key) => _choices.Encoder(key.Draw());

    /// <inheritdoc/>
    public override FlexiBertArchitecture Mutate(FlexiBertArchitecture parent, RandomKey key) => FlexiBertVariation.Mutate(parent, _choices, key);

    /// <inheritdoc/>
    public override FlexiBertArchitecture Cross(FlexiBertArchitecture first, FlexiBertArchitecture second, RandomKey key) =>
        FlexiBertVariation.Cross(first, second, key);

    /// <inheritdoc/>
    public override Network BuildScoringNetwork(FlexiBertArchitecture architecture, SpaceTask task, Shape input) =>
        FlexiBertNetworks.Build(architecture, _options, input);

    /// <summary>There is none: the inputs of a thin network are small images.</summary>
    /// <exception cref="NetworkException">Always.</exception>
    public override Network BuildThinNetwork(FlexiBertArchitecture architecture, Shape input) =>
        throw new NetworkException("encoders of text have no thin network for images");

    /// <inheritdoc/>
    public override IInitializer Initializer { get; } = new TransformerInitializer();

    /// <inheritdoc/>
    public override IInitializer ScoringInitializer => Initializer;
}
