using SwapScore.Networks;
using SwapScore.Spaces;

namespace SwapScore.Workflows.Export;

/// <summary>Which network is exported.</summary>
/// <param name="Space">The space of the architecture.</param>
/// <param name="Architecture">The architecture.</param>
/// <param name="Task">What the network is for.</param>
/// <param name="Size">Which of its networks.</param>
/// <param name="Side">Side of its images; null for the usual one.</param>
/// <param name="Tokens">Length of its sequences, where it reads tokens.</param>
internal sealed record ExportedNetwork(ISearchSpace Space, IArchitecture Architecture, SpaceTask Task, NetworkSize Size, int? Side, int Tokens)
{
    private const string ImageNet = "ImageNet";

    /// <summary>The name of the architecture, where it has one.</summary>
    public string? Name => Space.Named.FirstOrDefault(named => named.Architecture.Text == Architecture.Text)?.Name;

    /// <summary>Shape of a sample.</summary>
    /// <exception cref="UsageException">The space has no such network.</exception>
    public Shape Input => (Trained?.InputOf(Architecture) ?? Task.Input) is var input && Task.Preparation == ImagePreparation.Tokens
        ? input with { Columns = Tokens }
        : Side is { } side ? input with { Rows = side, Columns = side } : input;

    /// <summary>The architecture in one of the text forms of its space; null where the space has no such form.</summary>
    /// <param name="name">Name of the form.</param>
    public string? Form(string name) => Space.Forms(Architecture).FirstOrDefault(form => form.Key == name).Value;

    /// <summary>Builds the network.</summary>
    /// <exception cref="UsageException">The space has no such network.</exception>
    /// <exception cref="NetworkException">The images are too small for it.</exception>
    public Network Build() => Trained?.Build(Architecture, Input) ?? Space.BuildScoringNetwork(Architecture, Task, Input);

    /// <summary>Which of the full sizes is meant; null for the network that is scored.</summary>
    private FullSize? Trained => Size switch
    {
        NetworkSize.Scoring => null,
        NetworkSize.Full => Space.FullSizes(Task)[0],
        _ => Space.FullSizes(Task).FirstOrDefault(size => size.Name == ImageNet) ?? throw new UsageException(
            $"architectures of the space {Space.Name} have no {ImageNet} network, only one for {string.Join(", ", Space.FullSizes(Task).Select(size => size.Name))}",
            "take another of its networks, or another space"),
    };
}
