using System.Numerics;
using SwapScore.Networks;
using SwapScore.Randomness;
using SwapScore.Weights;

namespace SwapScore.Spaces.FlexiBert;

/// <summary>The space of the 500 published encoders: two widths, two depths, and for every layer an operation, heads and feed-forward sizes.</summary>
/// <param name="isPublished">
/// Whether networks are built as the published metrics were computed (<see cref="FlexiBertOptions.AsPublished"/>) instead of as described.
/// </param>
public sealed class FlexiBertSpace(bool isPublished = false) : ISearchSpace
{
    private static readonly int[] Hidden = [128, 256];
    private static readonly int[] Counts = [2, 4];
    private static readonly int[] Heads = [2, 4];
    private static readonly int[] FeedForward = [512, 1024];
    private static readonly int[] Stacks = [1, 3];

    private static readonly FlexiBertOperation[][] Operations =
    [
        [FlexiBertOperation.ScaledDotProduct, FlexiBertOperation.WeightedMultiplicative],
        [FlexiBertOperation.Fourier, FlexiBertOperation.Cosine],
        [FlexiBertOperation.SpanConvolution5, FlexiBertOperation.SpanConvolution9],
    ];

    private readonly FlexiBertOptions _options = isPublished ? FlexiBertOptions.AsPublished : FlexiBertOptions.AsDescribed;

    /// <summary><c>flexibert</c>, or <c>flexibert-faithful</c>.</summary>
    public string Name => isPublished ? "flexibert-faithful" : "flexibert";

    /// <inheritdoc/>
    public string Summary => isPublished
        ? "the same encoders as the published metrics saw them: width 256, feed-forward 1024, dropout active"
        : "Transformer encoders of 2 or 4 layers: attention, spectral transforms or span convolution, stacked feed-forward";

    /// <inheritdoc/>
    public string Source => "Serianni, Kalita: Training-free Neural Architecture Search for RNNs and Transformers (ACL 2023)";

    /// <summary>Two widths, and for 2 or 4 layers 48 choices each.</summary>
    public BigInteger Size => 2 * (BigInteger.Pow(48, 2) + BigInteger.Pow(48, 4));

    /// <inheritdoc/>
    public IReadOnlyList<NamedArchitecture> Named { get; } =
    [
        new("SMALL", FlexiBertArchitecture.Parse("h128 sdp-2-512x1 sdp-2-512x1"), "the smallest attention-only encoder"),
        new("LARGE", FlexiBertArchitecture.Parse("h256 wma-4-1024x3 wma-4-1024x3 wma-4-1024x3 wma-4-1024x3"), "the largest attention-only encoder"),
    ];

    /// <inheritdoc/>
    public IReadOnlyList<SpaceTask> Tasks { get; } =
        [.. new[] { "glue", "cola", "mnli", "mrpc", "qnli", "qqp", "rte", "sst", "sts" }
            .Select(name => new SpaceTask(name, new Shape(1, 1, 128), 1) { Preparation = ImagePreparation.Tokens })];

    /// <inheritdoc/>
    public IReadOnlyList<KeyValuePair<string, string>> Facts { get; } =
    [
        new("operations", "sdp and wma attention, dft and dct transforms, dsc5 and dsc9 span convolution beside attention"),
        new("choices", "width 128 or 256; 2 or 4 layers; 2 or 4 heads; feed-forward 512 or 1024, stacked once or three times"),
        new("wider space", "width to 512, 6 layers, 8 heads, feed-forward to 4096, stacks of 2, dsc13 can be written and scored too"),
    ];

    /// <inheritdoc/>
    public IArchitecture Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Named.FirstOrDefault(named => named.Name.Equals(text.Trim(), StringComparison.OrdinalIgnoreCase))?.Architecture
            ?? FlexiBertArchitecture.Parse(text);
    }

    /// <summary>Draws an encoder of the published space, every choice uniform, kinds of operation before their variants.</summary>
    /// <param name="key">Stream of randomness; equal keys give equal encoders.</param>
    public IArchitecture Sample(RandomKey key)
    {
        var draw = key.Draw();
        var hidden = draw.Pick(Hidden);
        var count = draw.Pick(Counts);
        return new FlexiBertArchitecture(hidden, [.. Enumerable.Range(0, count).Select(_ => Layer(draw))]);
    }

    /// <inheritdoc/>
    public IArchitecture Mutate(IArchitecture parent, RandomKey key) => FlexiBertVariation.Mutate((FlexiBertArchitecture)parent, key);

    /// <inheritdoc/>
    public IArchitecture Cross(IArchitecture first, IArchitecture second, RandomKey key) =>
        FlexiBertVariation.Cross((FlexiBertArchitecture)first, (FlexiBertArchitecture)second, key);

    /// <inheritdoc/>
    public Network BuildScoringNetwork(IArchitecture architecture, SpaceTask task, Shape input) =>
        FlexiBertNetworks.Build((FlexiBertArchitecture)architecture, _options, input);

    /// <summary>There is none: the inputs of a thin network are small images.</summary>
    /// <exception cref="NetworkException">Always.</exception>
    public Network BuildThinNetwork(IArchitecture architecture, Shape input) =>
        throw new NetworkException("encoders of text have no thin network for images");

    /// <inheritdoc/>
    public IInitializer Initializer { get; } = new TransformerInitializer();

    /// <inheritdoc/>
    public IInitializer ScoringInitializer => Initializer;

    internal static FlexiBertLayer Layer(RandomSequence draw) =>
        new(draw.Pick(draw.Pick(Operations)), draw.Pick(Heads), draw.Pick(FeedForward), draw.Pick(Stacks));
}
