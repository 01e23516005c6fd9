using SwapScore.Networks;
using SwapScore.Randomness;

namespace SwapScore.Weights;

/// <summary>
/// The names of everything weights can come from, in every place that takes such a name: those that any network can be drawn with
/// (<see cref="All"/>), and those that stand for what a network's own protocol takes. <see cref="Fill"/> is what every executor draws a parameter with.
/// </summary>
public static class Initializers
{
    /// <summary>Name of the default: the initialiser that the network and the metric define.</summary>
    public const string Auto = "auto";

    /// <summary>Name of the initialiser that the space scores with.</summary>
    public const string Scoring = "scoring";

    /// <summary>Name of the initialiser that the networks of the space are trained from.</summary>
    public const string Benchmark = "benchmark";

    /// <summary>The weights that a model's file holds; nothing is drawn.</summary>
    public const string Keep = "keep";

    /// <summary>
    /// That of the published SWAP-Score code: convolution and linear weights and embeddings N(0, 1), biases and shifts 0, scales 1; running
    /// statistics mean 0 and variance 1.
    /// </summary>
    public static IInitializer Gaussian => GaussianInitializer.Instance;

    /// <summary>The initialisers that suit any network.</summary>
    public static IReadOnlyList<IInitializer> All { get; } =
        [GaussianInitializer.Instance, new KaimingInitializer(), FanInUniformInitializer.Instance, new TransformerInitializer()];

    /// <summary>Every name: <c>auto</c>, <c>scoring</c>, <c>benchmark</c>, those of <see cref="All"/>, <c>keep</c>.</summary>
    public static IReadOnlyList<string> Names { get; } = [Auto, Scoring, Benchmark, .. All.Select(one => one.Name), Keep];

    /// <summary>The names that architectures can be drawn with: all but <c>keep</c>.</summary>
    public static IReadOnlyList<string> OfArchitectures { get; } = [.. Names.Where(name => name != Keep)];

    /// <summary>The names that models in files can be scored with: <c>auto</c>, <c>gaussian</c>, <c>kaiming</c>, <c>keep</c>.</summary>
    public static IReadOnlyList<string> OfModels { get; } = [Auto, "gaussian", "kaiming", Keep];

    /// <summary>The initializer of this name.</summary>
    /// <param name="name">Name as in <see cref="IInitializer.Name"/>.</param>
    /// <exception cref="UsageException">No initializer that any network can be drawn with has this name.</exception>
    public static IInitializer Find(string name) =>
        All.FirstOrDefault(one => one.Name == name) ?? throw new UsageException(Refusal(name, All.Select(one => one.Name))!);

    /// <summary>Chooses the initialiser of an architecture by name.</summary>
    /// <param name="name">One of <see cref="Names"/> but <see cref="Keep"/>; null for <see cref="Auto"/>.</param>
    /// <param name="auto">What <see cref="Auto"/> stands for.</param>
    /// <param name="scoring">What <see cref="Scoring"/> stands for.</param>
    /// <param name="benchmark">What <see cref="Benchmark"/> stands for.</param>
    /// <exception cref="UsageException">The name is another one.</exception>
    public static IInitializer Choose(string? name, IInitializer auto, IInitializer scoring, IInitializer benchmark) => name switch
    {
        null or Auto => auto,
        Scoring => scoring,
        Benchmark => benchmark,
        Keep => throw new UsageException("an architecture has no weights that could be kept: they are drawn", "leave the initializer out, or give a model in a file"),
        _ => Find(name),
    };

    /// <summary>Why a name cannot be taken, with the one that was probably meant; null where it can.</summary>
    /// <param name="name">The name.</param>
    /// <param name="known">The names that can be taken.</param>
    public static string? Refusal(string name, IEnumerable<string> known)
    {
        var names = known.ToList();
        return names.Contains(name) ? null
            : Names.Contains(name) ? $"initializer {name} cannot be used here (possible: {string.Join(", ", names)})"
            : Spelling.Nearest(name, names) is { } near ? $"unknown initializer '{name}' (did you mean '{near}'?)"
            : $"unknown initializer '{name}' (known: {string.Join(", ", names)})";
    }

    /// <summary>Draws weights, or notes the stream a dropout takes its decisions from.</summary>
    /// <param name="initializer">Draws the weights.</param>
    /// <param name="node">The node that has the parameter.</param>
    /// <param name="parameter">The parameter.</param>
    /// <param name="ordinal">Running number of the parameter in its network.</param>
    /// <param name="key">Stream of the repeat.</param>
    /// <param name="values">The values of the parameter, all of which are set.</param>
    public static void Fill(IInitializer initializer, Node node, Parameter parameter, int ordinal, RandomKey key, Span<float> values)
    {
        if (parameter.Role == ParameterRole.DropoutKey)
            key.Derive(RandomPurpose.Dropout, ordinal).CopyTo(values);
        else
            initializer.Fill(node, parameter, key.Derive(RandomPurpose.Parameter, ordinal), values);
    }
}
