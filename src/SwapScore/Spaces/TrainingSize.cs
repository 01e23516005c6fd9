using SwapScore.Networks;
using static System.FormattableString;

namespace SwapScore.Spaces;

/// <summary>The size of a network that is trained.</summary>
/// <param name="Input">Shape of one sample, for example 3×32×32.</param>
/// <param name="Classes">Outputs of the classifier, at least 1.</param>
public sealed record TrainingSize(Shape Input, int Classes)
{
    private const int MaximumChannels = 4096;
    private const int MaximumCells = 1000;

    /// <summary>Channels of the first cells, as the space counts them; null for as many as published. Default: null.</summary>
    public int? Channels { get; init; }

    /// <summary>Number of cells, as the space counts them (of a network or of a stage); null for as many as published. Default: null.</summary>
    public int? Cells { get; init; }

    /// <summary>Whether the network has a second output that helps training only. Default: false.</summary>
    public bool HasAuxiliaryHead { get; init; }

    /// <summary>Whether the ends of operations are marked, so that training may leave them out. Default: false.</summary>
    public bool HasDropPath { get; init; }

    /// <summary>Refuses what the networks of a space do not have.</summary>
    /// <param name="space">Name of the space, for the message.</param>
    /// <param name="hasSizes">Whether channels and cells can be chosen.</param>
    /// <exception cref="UsageException">Every violation, in one message.</exception>
    internal void RequirePlain(string space, bool hasSizes)
    {
        var violations = new List<string>();
        if (!hasSizes && (Channels ?? Cells) is not null) violations.Add("their numbers of channels and cells cannot be chosen");
        if (Channels is < 1 or > MaximumChannels) violations.Add(Invariant($"channels must be 1 … {MaximumChannels}, not {Channels}"));
        if (Cells is < 1 or > MaximumCells) violations.Add(Invariant($"cells must be 1 … {MaximumCells}, not {Cells}"));
        if (HasAuxiliaryHead) violations.Add("they have no auxiliary head");
        if (HasDropPath) violations.Add("they have no drop path");
        if (violations.Count > 0) throw new UsageException($"networks of the space {space}: {string.Join("; ", violations)}");
    }

    /// <summary>The scoring network as the network that is trained.</summary>
    /// <exception cref="UsageException">A size is chosen, or the networks of the space are not for images.</exception>
    internal Network BuildAsScored(ISearchSpace space, IArchitecture architecture)
    {
        RequirePlain(space.Name, hasSizes: false);
        var task = space.Tasks.FirstOrDefault(task => task.Loss == TaskLoss.CrossEntropy && task.Input.Channels == Input.Channels)
            ?? throw new UsageException($"networks of the space {space.Name} are not trained on images of {Input.Channels} channels", "choose a space of images");
        return space.BuildScoringNetwork(architecture, task with { Input = Input, Outputs = Classes }, Input);
    }
}
