using SwapScore.Networks;
using SwapScore.Spaces.AutoFormer;
using SwapScore.Spaces.Darts;
using SwapScore.Spaces.FlexiBert;
using SwapScore.Spaces.MobileNet;
using SwapScore.Spaces.NasBench101;
using SwapScore.Spaces.NasBench201;
using SwapScore.Spaces.NasBench301;
using SwapScore.Spaces.NasBenchMacro;
using SwapScore.Spaces.Pit;
using SwapScore.Spaces.ResNetLike;
using SwapScore.Spaces.TransNasBench101;
using SwapScore.Truth;

namespace SwapScore.Spaces;

/// <summary>All search spaces by name.</summary>
public static class SearchSpaces
{
    /// <summary>Every space, in the order they are listed.</summary>
    public static IReadOnlyList<ISearchSpace> All { get; } =
    [
        new DartsSpace(), new DartsSpace(DartsVariant.BothCells), new DartsSpace(DartsVariant.WithoutNone), new DartsSpace(DartsVariant.SharedCell),
        new NasBench101Space(), new NasBench201Space(), new NasBench301Space(), new NasBenchMacroSpace(), new TransNasMicroSpace(), new TransNasMacroSpace(),
        new ResNetLikeSpace(), new MobileNetSpace(),
        new FlexiBertSpace(), new FlexiBertSpace(FlexiBertVariant.Faithful), new FlexiBertSpace(FlexiBertVariant.Original),
        .. ((AutoFormerSize[])[AutoFormerSize.Tiny, AutoFormerSize.Small, AutoFormerSize.Base]).Select(size => new AutoFormerSpace(size, AutoFormerTraining.Inherited(size))),
        new AutoFormerSpace(AutoFormerSize.Scratch, AutoFormerTraining.Scratch), new PitSpace(),
    ];

    /// <summary>The space of this name.</summary>
    /// <param name="name">Name as in <see cref="ISearchSpace.Name"/>.</param>
    /// <exception cref="UsageException">There is none; the hint names the nearest or all.</exception>
    public static ISearchSpace Find(string name) => Find(name, All);

    /// <summary>Reads a table of trained networks of a space, in whichever of its formats it is.</summary>
    /// <param name="space">The space.</param>
    /// <param name="task">Name of one of its tasks.</param>
    /// <param name="path">The table.</param>
    /// <param name="published">Path of a table of published metrics beside it; null for none.</param>
    /// <param name="others">Spaces that a table may be of by mistake; an error names the one. Default: all of the product.</param>
    /// <exception cref="InputException">The table is missing, damaged, or of another space.</exception>
    /// <exception cref="UsageException">The space has no tables.</exception>
    public static TruthTable ReadTable(ISearchSpace space, string task, string path, string? published = null, IReadOnlyList<ISearchSpace>? others = null) =>
        SpaceTables.Read(space, task, path, published, others);

    /// <summary>A task of a space by name; the first one where no name is given.</summary>
    /// <param name="space">The space.</param>
    /// <param name="name">Name as in <see cref="SpaceTask.Name"/>, or null.</param>
    /// <exception cref="UsageException">The space has no such task; the hint names the nearest or all.</exception>
    public static SpaceTask FindTask(ISearchSpace space, string? name)
    {
        ArgumentNullException.ThrowIfNull(space);
        return name is null ? space.Tasks[0] : space.Tasks.FirstOrDefault(task => task.Name == name) ?? throw new UsageException(
            $"the space {space.Name} has no task '{name}'", Spelling.Hint(name, [.. space.Tasks.Select(task => task.Name)]));
    }

    /// <summary>Reads an architecture of a space, as <see cref="ISearchSpace.Parse"/> does. A text that is one of another space of <see cref="All"/> is named as such, and so is a mistyped name.</summary>
    /// <param name="space">The space.</param>
    /// <param name="text">The text, or the name of a well-known architecture.</param>
    /// <exception cref="UsageException">The text is malformed or of another space.</exception>
    public static IArchitecture Parse(ISearchSpace space, string text)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(text);
        try
        {
            return space.Parse(text);
        }
        catch (UsageException)
        {
            if (All.FirstOrDefault(other => other.Name != space.Name && Reads(other, text)) is { } other)
                throw new UsageException($"'{PrintableText.Beginning(text)}' is an architecture of the space {other.Name}, not of {space.Name}", $"choose the space {other.Name}");
            if (Spelling.Nearest(text, space.Named.Select(named => named.Name)) is { } nearest)
                throw new UsageException($"the space {space.Name} has no architecture '{PrintableText.Beginning(text)}'", $"did you mean '{nearest}'?");
            throw;
        }
    }

    /// <summary>The space of this name among some spaces.</summary>
    /// <param name="name">Name as in <see cref="ISearchSpace.Name"/>.</param>
    /// <param name="spaces">Where to look.</param>
    /// <exception cref="UsageException">There is none; the hint names the nearest or all.</exception>
    public static ISearchSpace Find(string name, IReadOnlyList<ISearchSpace> spaces)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(spaces);
        return spaces.FirstOrDefault(space => space.Name == name) ?? throw new UsageException(
            $"unknown search space '{name}'", Spelling.Hint(name, [.. spaces.Select(space => space.Name)]));
    }

    private static bool Reads(ISearchSpace space, string text)
    {
        try
        {
            space.Parse(text);
            return true;
        }
        catch (UsageException)
        {
            return false;
        }
    }

    /// <summary>Draws architectures and counts the parameters of their scoring networks.</summary>
    /// <param name="space">The space.</param>
    /// <param name="task">One of its tasks.</param>
    /// <param name="input">Shape of one sample.</param>
    /// <param name="count">How many are drawn, at least 1. Default: 500.</param>
    /// <param name="seed">Which are drawn. Default: 0.</param>
    /// <param name="threads">Threads that share the work, at least 1. It never changes a result. Default: 1.</param>
    /// <returns>Trainable parameters of each (not thousands).</returns>
    /// <exception cref="NetworkException">The input does not suit the space.</exception>
    public static IReadOnlyList<long> DrawSizes(ISearchSpace space, SpaceTask task, Shape input, int count = SpaceSizes.DefaultCount, long seed = 0, int threads = 1) =>
        SpaceSizes.Draw(space, task, input, count, seed, threads);
}
