using System.Globalization;
using System.Numerics;
using SwapScore.Networks;
using SwapScore.Randomness;
using SwapScore.Weights;

namespace SwapScore.Spaces.AutoFormer;

/// <summary>A space of vision Transformers: a width, a depth, and for every layer heads and a feed-forward ratio.</summary>
/// <param name="size">The choices.</param>
/// <param name="studied">How its networks were trained.</param>
internal sealed class AutoFormerSpace(AutoFormerSize size, AutoFormerTraining studied) : SearchSpace<AutoFormerArchitecture>
{
    private readonly ChoiceVariation<AutoFormerArchitecture> _variation = AutoFormerVariation.Create(size);

    /// <summary><c>autoformer-tiny</c>, <c>autoformer-small</c>, <c>autoformer-base</c> or <c>autoformer-scratch</c>.</summary>
    public override string Name => $"autoformer-{size.Name}";

    /// <inheritdoc/>
    public override string Summary => $"vision Transformers of width {size.Widths[0]} to {size.Widths[^1]} with {size.Depths[0]} to {size.Depths[^1]} layers, each with its heads and feed-forward ratio{studied.Summary}";

    /// <inheritdoc/>
    public override string Source => studied.Source;

    /// <summary>Widths × the sum over depths of the choices of a layer to that power.</summary>
    public override BigInteger Size => size.Count;

    /// <inheritdoc/>
    public override IReadOnlyList<NamedArchitecture> Named => field ??=
    [
        new("SMALLEST", Uniform(size.Widths[0], size.Depths[0], 0), "the smallest network"),
        new("LARGEST", Uniform(size.Widths[^1], size.Depths[^1], size.LayerCount - 1), "the largest network"),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<SpaceTask> Tasks => studied.Tasks;

    /// <inheritdoc/>
    public override SpaceStudy Study => studied.Study;

    /// <inheritdoc/>
    public override IReadOnlyList<KeyValuePair<string, string>> Facts => field ??=
    [
        new("choices", $"width {List(size.Widths)}; {List(size.Depths)} layers; heads {List(size.Heads)}; feed-forward ratio {List(size.Ratios)}"),
        new("attention", studied.Design.HasRelativePositions ? "heads of 64 features, relative positions of patches in both directions" : "heads share the width, no relative positions"),
        new("scoring network", "the full network; images of 224×224 are 14×14 patches, smaller sides have fewer"),
    ];

    /// <inheritdoc/>
    protected override AutoFormerArchitecture Read(string text) => AutoFormerText.Read(size, text);

    /// <summary>Draws a network, every choice uniform.</summary>
    /// <param name="key">Stream of randomness; equal keys give equal networks.</param>
    public override AutoFormerArchitecture Sample(RandomKey key)
    {
        var draw = key.Draw();
        var width = draw.Pick(size.Widths);
        var depth = draw.Pick(size.Depths);
        return new AutoFormerArchitecture(size, width, [.. Enumerable.Range(0, depth).Select(_ => size.Layer(draw.Next(size.LayerCount)))]);
    }

    /// <inheritdoc/>
    public override AutoFormerArchitecture Mutate(AutoFormerArchitecture parent, RandomKey key) => _variation.Mutate(parent, key);

    /// <inheritdoc/>
    public override AutoFormerArchitecture Cross(AutoFormerArchitecture first, AutoFormerArchitecture second, RandomKey key) => _variation.Cross(first, second, key);

    /// <inheritdoc/>
    public override Network BuildScoringNetwork(AutoFormerArchitecture architecture, SpaceTask task, Shape input)
    {
        ArgumentNullException.ThrowIfNull(task);
        return AutoFormerNetworks.Build(architecture, task.Outputs, input, studied.Design);
    }

    /// <summary>There is none: the inputs of a thin network are smaller than a patch.</summary>
    /// <exception cref="NetworkException">Always.</exception>
    public override Network BuildThinNetwork(AutoFormerArchitecture architecture, Shape input) =>
        throw new NetworkException("vision Transformers have no thin network for images smaller than a patch");

    /// <inheritdoc/>
    public override IInitializer Initializer { get; } = new AutoFormerInitializer();

    /// <inheritdoc/>
    public override IInitializer ScoringInitializer => Initializer;

    private AutoFormerArchitecture Uniform(int width, int depth, int layer) =>
        new(size, width, [.. Enumerable.Repeat(size.Layer(layer), depth)]);

    private static string List<T>(IEnumerable<T> values) => string.Join(", ", values.Select(value => Convert.ToString(value, CultureInfo.InvariantCulture)));
}
