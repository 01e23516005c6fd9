using System.Numerics;
using SwapScore.Networks;
using SwapScore.Randomness;
using SwapScore.Truth;
using SwapScore.Weights;

namespace SwapScore.Spaces;

/// <summary>
/// A space whose architectures are of one type. It implements <see cref="ISearchSpace"/>, so a space of your own works with its own type only:
/// give it a name and a size, and read, draw, mutate and build its architectures.
/// </summary>
/// <remarks>
/// Through the interface, an architecture of another type is an <see cref="ArgumentException"/> that names the space.
/// </remarks>
/// <typeparam name="TArchitecture">The type of its architectures.</typeparam>
public abstract class SearchSpace<TArchitecture> : ISearchSpace
    where TArchitecture : class, IArchitecture
{
    /// <inheritdoc/>
    public abstract string Name { get; }

    /// <inheritdoc/>
    public virtual string Summary => "";

    /// <inheritdoc/>
    public virtual string Source => "";

    /// <inheritdoc/>
    public virtual string? VariantOf => null;

    /// <inheritdoc/>
    public virtual string? SearchedAs => null;

    /// <inheritdoc/>
    public virtual string? SearchedWithNoneAs => null;

    /// <inheritdoc/>
    public virtual string? SearchedFaithfullyAs => null;

    /// <inheritdoc/>
    public abstract BigInteger Size { get; }

    /// <inheritdoc/>
    public virtual BigInteger DistinctSize => Size;

    /// <inheritdoc/>
    public virtual IReadOnlyList<NamedArchitecture> Named => [];

    /// <inheritdoc/>
    public virtual IReadOnlyList<SpaceTask> Tasks { get; } = [SpaceTask.Cifar10];

    /// <inheritdoc/>
    public virtual IReadOnlyList<KeyValuePair<string, string>> Facts => [];

    /// <inheritdoc/>
    public virtual SpaceStudy? Study { get; } = new(new AccuracyTruth());

    /// <inheritdoc/>
    public virtual IInitializer Initializer => FanInUniformInitializer.Instance;

    /// <inheritdoc/>
    public virtual IInitializer ScoringInitializer => GaussianInitializer.Instance;

    /// <summary>Reads an architecture: a name of <see cref="Named"/>, whatever its case, or any text that <see cref="Read"/> takes.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="UsageException">The text is malformed or outside the space; the message says where.</exception>
    public TArchitecture Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var name = text.AsSpan().Trim();
        foreach (var named in Named)
            if (name.Equals(named.Name, StringComparison.OrdinalIgnoreCase)) return Own(named.Architecture);
        return Read(text);
    }

    /// <inheritdoc cref="ISearchSpace.Sample"/>
    public abstract TArchitecture Sample(RandomKey key);

    /// <inheritdoc cref="ISearchSpace.Mutate"/>
    public abstract TArchitecture Mutate(TArchitecture parent, RandomKey key);

    /// <inheritdoc cref="ISearchSpace.Cross"/>
    public virtual TArchitecture Cross(TArchitecture first, TArchitecture second, RandomKey key) => first;

    /// <inheritdoc cref="ISearchSpace.Forms"/>
    public virtual IReadOnlyList<KeyValuePair<string, string>> Forms(TArchitecture architecture)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        return [new("text", architecture.Text)];
    }

    /// <inheritdoc cref="ISearchSpace.FullSizes"/>
    public virtual IReadOnlyList<FullSize> FullSizes(SpaceTask task)
    {
        ArgumentNullException.ThrowIfNull(task);
        return [CreateFullSize(task.Name, "the scoring network", task.Input, (architecture, input) => BuildScoringNetwork(architecture, task, input))];
    }

    /// <inheritdoc cref="ISearchSpace.BuildScoringNetwork"/>
    public abstract Network BuildScoringNetwork(TArchitecture architecture, SpaceTask task, Shape input);

    /// <inheritdoc cref="ISearchSpace.BuildThinNetwork"/>
    public virtual Network BuildThinNetwork(TArchitecture architecture, Shape input) =>
        throw new NetworkException($"the space {Name} has no thin networks");

    /// <inheritdoc cref="ISearchSpace.BuildTrainingNetwork"/>
    public virtual Network BuildTrainingNetwork(TArchitecture architecture, TrainingSize size)
    {
        ArgumentNullException.ThrowIfNull(size);
        return size.BuildAsScored(this, architecture);
    }

    /// <summary>Reads a text that is no name of <see cref="Named"/>.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="UsageException">The text is malformed or outside the space; the message says where.</exception>
    protected abstract TArchitecture Read(string text);

    /// <summary>All architectures in a fixed order, for spaces that are small enough; otherwise null. Default: null.</summary>
    protected virtual IEnumerable<TArchitecture>? Enumeration => null;

    IEnumerable<IArchitecture>? ISearchSpace.Enumeration => Enumeration;

    IArchitecture ISearchSpace.Parse(string text) => Parse(text);

    IArchitecture ISearchSpace.Sample(RandomKey key) => Sample(key);

    IArchitecture ISearchSpace.Mutate(IArchitecture parent, RandomKey key) => Mutate(Own(parent), key);

    IArchitecture ISearchSpace.Cross(IArchitecture first, IArchitecture second, RandomKey key) => Cross(Own(first), Own(second), key);

    IReadOnlyList<KeyValuePair<string, string>> ISearchSpace.Forms(IArchitecture architecture) => Forms(Own(architecture));

    Network ISearchSpace.BuildScoringNetwork(IArchitecture architecture, SpaceTask task, Shape input)
    {
        ArgumentNullException.ThrowIfNull(task);
        return BuildScoringNetwork(Own(architecture), task, input);
    }

    Network ISearchSpace.BuildThinNetwork(IArchitecture architecture, Shape input) => BuildThinNetwork(Own(architecture), input);

    Network ISearchSpace.BuildTrainingNetwork(IArchitecture architecture, TrainingSize size) => BuildTrainingNetwork(Own(architecture), size);

    /// <summary>A full size whose network is built from an architecture of the space's own type.</summary>
    /// <param name="name">Use of the size, for example a data set.</param>
    /// <param name="description">Its size in words.</param>
    /// <param name="input">Shape of one sample as published.</param>
    /// <param name="build">Builds the network for samples of a shape.</param>
    /// <param name="ownInput">The shape of one sample where the architecture chooses it; null where all have <paramref name="input"/>. Default: null.</param>
    protected FullSize CreateFullSize(
        string name, string description, Shape input, Func<TArchitecture, Shape, Network> build, Func<TArchitecture, Shape>? ownInput = null) =>
        new(name, description, input, (architecture, shape) => build(Own(architecture), shape))
        {
            OwnInput = ownInput is null ? null : architecture => ownInput(Own(architecture)),
        };

    /// <exception cref="ArgumentException">The architecture is of another space.</exception>
    private TArchitecture Own(IArchitecture architecture)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        return architecture as TArchitecture
            ?? throw new ArgumentException($"a {architecture.GetType().Name} is not an architecture of the space {Name}", nameof(architecture));
    }
}
