using SwapScore.Networks;
using SwapScore.Spaces;
using SwapScore.Spaces.Darts;

namespace SwapScore.Cli.Exporting;

/// <summary>Which network is exported.</summary>
/// <param name="Space">The space of the architecture.</param>
/// <param name="Architecture">The architecture.</param>
/// <param name="Task">What the network is for.</param>
/// <param name="Size">Which of its networks.</param>
/// <param name="Side">Side of its images; null for the usual one.</param>
/// <param name="Tokens">Length of its sequences, where it reads tokens.</param>
internal sealed record ExportedNetwork(ISearchSpace Space, IArchitecture Architecture, SpaceTask Task, NetworkSize Size, int? Side, int Tokens)
{
    private const int ImageNetSide = 224;

    /// <summary>The name of the architecture, where it has one.</summary>
    public string? Name => Space.Named.FirstOrDefault(named => named.Architecture.Text == Architecture.Text)?.Name;

    /// <summary>Shape of a sample.</summary>
    public Shape Input => Task.Preparation == ImagePreparation.Tokens
        ? Task.Input with { Columns = Tokens }
        : (Side ?? (Size == NetworkSize.ImageNet ? ImageNetSide : null)) is { } side ? Task.Input with { Rows = side, Columns = side } : Task.Input;

    /// <summary>The genotype, in spaces of DARTS cells.</summary>
    public DartsGenotype? Genotype => Architecture as DartsGenotype;

    /// <exception cref="UsageException">The architecture has no such network.</exception>
    /// <exception cref="NetworkException">The images are too small for it.</exception>
    public Network Build() => (Size, Genotype) switch
    {
        (NetworkSize.ImageNet, { } genotype) => DartsNetworks.Build(genotype, DartsNetworkOptions.ImageNet, Input),
        (NetworkSize.ImageNet, null) => throw new UsageException(
            $"only DARTS cells have an ImageNet network, not those of the space {Space.Name}", "leave --network out, or use --space darts"),

        // In all other spaces the network that is scored is the one that is trained.
        (NetworkSize.Full, { } genotype) when Space is DartsSpace => DartsNetworks.Build(genotype, DartsNetworkOptions.Cifar, Input),
        _ => Space.BuildScoringNetwork(Architecture, Task, Input),
    };
}
