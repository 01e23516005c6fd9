using SwapScore.Search.Pruning;
using SwapScore.Spaces;
using SwapScore.Storage;
using SwapScore.Workflows.Samples;
using SwapScore.Workflows.Sessions;

namespace SwapScore.Workflows.Search.Pruning;

/// <summary>A pruning search as asked for, before anything is read.</summary>
public sealed record PruneSessionOptions
{
    /// <summary>The space, whose edges choose among operations.</summary>
    public required IPrunableSpace Space { get; init; }

    /// <summary>What the networks are for.</summary>
    public required SpaceTask Task { get; init; }

    /// <summary>The samples. Default: the first 16 built-in images.</summary>
    public SampleRequest Samples
    {
        get => field ?? SampleRequest.BuiltIn(Task);
        init;
    }

    /// <summary>Repeats, seed, steps. Default: those of <see cref="PruningOptions"/>.</summary>
    public PruningOptions Pruning { get; init; } = new();

    /// <summary>Number of threads, at least 1; results do not depend on it. Default: one per core.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>The run folder, from which the search can be resumed; null to keep nothing. Default: null.</summary>
    public string? Folder { get; init; }

    /// <summary>What to do with an earlier search in the folder. Default: there must be none.</summary>
    public RunStart Start { get; init; }

    /// <summary>Finds a space that can be pruned.</summary>
    /// <param name="name">The name.</param>
    /// <param name="spaces">The spaces to choose from.</param>
    /// <exception cref="UsageException">There is no such space, or it has no super-network.</exception>
    public static IPrunableSpace FindSpace(string name, IReadOnlyList<ISearchSpace> spaces)
    {
        var space = SearchSpaces.Find(name, spaces);
        return space as IPrunableSpace ?? throw new UsageException(
            $"the space {space.Name} cannot be pruned: it has no super-network",
            $"those that can: {string.Join(", ", spaces.OfType<IPrunableSpace>().Select(one => one.Name))}");
    }

    /// <summary>Checks all settings.</summary>
    /// <exception cref="UsageException">Some are out of range; the message names all of them.</exception>
    public PruneSessionOptions Validated()
    {
        OptionsCheck.Require(
            (Threads >= 1, $"threads are at least 1, not {Threads}"),
            (Samples.Count >= 1, $"samples are at least 1, not {Samples.Count}"),
            (Start == RunStart.New || Folder is not null, "only a search in a folder can be resumed or replaced"));
        return this with { Pruning = Pruning.Validated() };
    }
}
