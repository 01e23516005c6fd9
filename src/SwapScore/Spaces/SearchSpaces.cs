using SwapScore.Spaces.Darts;

namespace SwapScore.Spaces;

/// <summary>All search spaces by name.</summary>
public static class SearchSpaces
{
    /// <summary>Every space, in the order they are listed.</summary>
    public static IReadOnlyList<ISearchSpace> All { get; } = [new DartsSpace()];

    /// <summary>The space of this name.</summary>
    /// <param name="name">Name as in <see cref="ISearchSpace.Name"/>.</param>
    /// <exception cref="UsageException">There is none; the hint names the nearest or all.</exception>
    public static ISearchSpace Find(string name) => Find(name, All);

    /// <summary>The space of this name among some spaces.</summary>
    /// <param name="name">Name as in <see cref="ISearchSpace.Name"/>.</param>
    /// <param name="spaces">Where to look.</param>
    /// <exception cref="UsageException">There is none; the hint names the nearest or all.</exception>
    public static ISearchSpace Find(string name, IReadOnlyList<ISearchSpace> spaces)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(spaces);
        return spaces.FirstOrDefault(space => space.Name == name) ?? throw new UsageException(
            $"unknown search space '{name}'",
            Spelling.Nearest(name, spaces.Select(space => space.Name)) is { } nearest
                ? $"did you mean '{nearest}'?"
                : $"known: {string.Join(", ", spaces.Select(space => space.Name))}");
    }
}
