using System.Numerics;
using SwapScore.Networks;
using SwapScore.Randomness;
using SwapScore.Truth;
using SwapScore.Weights;

namespace SwapScore.Spaces;

/// <summary>
/// A set of architectures and the networks they stand for. A space of your own needs a name, a size, and how to read, draw, mutate and build
/// its architectures; the rest has defaults. <see cref="SearchSpace{TArchitecture}"/> implements it for spaces of one type of architecture.
/// </summary>
/// <remarks>Members that take an architecture throw an <see cref="ArgumentException"/> where it is of another space.</remarks>
public interface ISearchSpace
{
    /// <summary>Name on the command line, lower case: <c>darts</c>.</summary>
    string Name { get; }

    /// <summary>One sentence for people. Default: nothing.</summary>
    string Summary => "";

    /// <summary>Where the space was published. Default: nowhere.</summary>
    string Source => "";

    /// <summary>
    /// Name of the space this one is a variant of: the same kind of architectures, drawn or scored otherwise. Null for a space of its own. Default: null.
    /// </summary>
    string? VariantOf => null;

    /// <summary>
    /// Name of the variant that a search of this space uses, because this one's scoring network does not see every choice, or holds choices nobody
    /// would train. Null for itself. Default: null.
    /// </summary>
    string? SearchedAs => null;

    /// <summary>
    /// Name of the variant that a search uses which may leave connections out by the operation <c>none</c>. Null where <see cref="SearchedAs"/> has the
    /// same operations as the space. Default: null.
    /// </summary>
    string? SearchedWithNoneAs => null;

    /// <summary>Name of the variant that a search as it was published uses. Null where there is none of its own. Default: null.</summary>
    string? SearchedFaithfullyAs => null;

    /// <summary>How many different architectures the space has.</summary>
    BigInteger Size { get; }

    /// <summary>
    /// Number of architectures that differ in <see cref="IArchitecture.Canonical"/>, or an upper bound of it. Default: <see cref="Size"/>.
    /// </summary>
    BigInteger DistinctSize => Size;

    /// <summary>All architectures, in a fixed order, for spaces that are small enough; otherwise null. Default: null.</summary>
    IEnumerable<IArchitecture>? Enumeration => null;

    /// <summary>Architectures known by name from the literature, in the order they are listed. Default: none.</summary>
    IReadOnlyList<NamedArchitecture> Named => [];

    /// <summary>The tasks of the space; the first one is meant where none is named. Default: ten classes of images of 3×32×32.</summary>
    IReadOnlyList<SpaceTask> Tasks => [SpaceTask.Cifar10];

    /// <summary>Facts about the choices of the space, as pairs of label and value, for <c>space show</c>. Default: none.</summary>
    IReadOnlyList<KeyValuePair<string, string>> Facts => [];

    /// <summary>How trained networks of the space are studied; null where no table of them is known. Default: tables of architecture and accuracy.</summary>
    SpaceStudy? Study => new(new AccuracyTruth());

    /// <summary>Reads an architecture from any of the space's text forms, or a name of <see cref="Named"/>.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="UsageException">The text is malformed or outside the space; the message says where.</exception>
    IArchitecture Parse(string text);

    /// <summary>Draws an architecture.</summary>
    /// <param name="key">Stream of randomness; equal keys give equal architectures.</param>
    IArchitecture Sample(RandomKey key);

    /// <summary>A neighbour: an architecture that differs in one choice, an operation or a connection. Never the parent itself.</summary>
    /// <param name="parent">An architecture of this space.</param>
    /// <param name="key">Stream of randomness; equal parents and keys give equal neighbours.</param>
    IArchitecture Mutate(IArchitecture parent, RandomKey key);

    /// <summary>A mixture: every choice is that of one of the parents, as likely of either. Default: the first parent.</summary>
    /// <param name="first">An architecture of this space.</param>
    /// <param name="second">Another one, or the same.</param>
    /// <param name="key">Stream of randomness; equal parents and keys give equal mixtures.</param>
    IArchitecture Cross(IArchitecture first, IArchitecture second, RandomKey key) => first;

    /// <summary>An architecture in every text form the space reads, the canonical one first. Default: <see cref="IArchitecture.Text"/> alone.</summary>
    /// <param name="architecture">An architecture of this space.</param>
    IReadOnlyList<KeyValuePair<string, string>> Forms(IArchitecture architecture) => [new("text", architecture.Text)];

    /// <summary>
    /// The networks an architecture is trained as; budgets of a search are those of the first. Default: the scoring network on the input of
    /// the task.
    /// </summary>
    /// <param name="task">One of <see cref="Tasks"/>.</param>
    IReadOnlyList<FullSize> FullSizes(SpaceTask task) =>
        [new(task.Name, "the scoring network", task.Input, (architecture, input) => BuildScoringNetwork(architecture, task, input))];

    /// <summary>Builds the network that is scored.</summary>
    /// <param name="architecture">An architecture of this space.</param>
    /// <param name="task">One of <see cref="Tasks"/>.</param>
    /// <param name="input">Shape of one sample; need not be that of the task.</param>
    /// <exception cref="NetworkException">The input is too small or has the wrong channels.</exception>
    Network BuildScoringNetwork(IArchitecture architecture, SpaceTask task, Shape input);

    /// <summary>
    /// Builds the thinnest network that still has every operation of the architecture: as few channels and cells as the space allows. Its
    /// few neurons leave many samples alike, which measures of linear regions need.
    /// </summary>
    /// <param name="architecture">An architecture of this space.</param>
    /// <param name="input">Shape of one sample: any number of channels, sides of 4 or more.</param>
    /// <exception cref="NetworkException">The input is too small, or the space has no thin networks, which is the default.</exception>
    Network BuildThinNetwork(IArchitecture architecture, Shape input) =>
        throw new NetworkException($"the space {Name} has no thin networks");

    /// <summary>
    /// Builds the network that is trained. Default: the scoring network for these classes; its size cannot be chosen.
    /// </summary>
    /// <param name="architecture">An architecture of this space.</param>
    /// <param name="size">Samples, classes and size.</param>
    /// <returns>The network; its outputs are the logits and, with an auxiliary head, the logits of that head.</returns>
    /// <exception cref="UsageException">The networks of the space do not have what is asked for, or a number is out of range.</exception>
    /// <exception cref="NetworkException">The samples are too small.</exception>
    Network BuildTrainingNetwork(IArchitecture architecture, TrainingSize size)
    {
        ArgumentNullException.ThrowIfNull(size);
        return size.BuildAsScored(this, architecture);
    }

    /// <summary>Draws the weights from which the benchmark's networks are trained. Default: uniform by fan-in, as PyTorch does.</summary>
    IInitializer Initializer => FanInUniformInitializer.Instance;

    /// <summary>Draws the weights SWAP-Score is computed with. Default: N(0, 1), as published for convolutional networks.</summary>
    IInitializer ScoringInitializer => GaussianInitializer.Instance;
}
