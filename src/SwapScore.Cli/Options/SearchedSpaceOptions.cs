namespace SwapScore.Cli.Options;

/// <summary>
/// <c>--space</c>, <c>--faithful</c> and <c>--allow-none</c> of commands that look for architectures: in the DARTS space both cells must count, and
/// what is found is to be trained.
/// </summary>
internal sealed class SearchedSpaceOptions
{
    private readonly Option<string> _space = ParsedOption.Space("Search space (see 'swapscore space list')");
    private readonly Option<bool> _faithful = new("--faithful")
    {
        Description = "Score DARTS cells on the published network, which has one reduction cell, and keep both cells of a genotype equal; default: a network where both cells count",
    };

    private readonly Option<bool> _allowNone = new("--allow-none")
    {
        Description = "Let DARTS cells that are drawn hold the operation none, as with --faithful; default: every connection has an operation",
    };

    /// <summary>All three.</summary>
    public IReadOnlyList<Option> All => [_space, _faithful, _allowNone];

    /// <param name="parsed">The command line.</param>
    /// <param name="spaces">The spaces to choose from.</param>
    /// <param name="draws">Whether the command makes the architectures itself; those it is given may be any.</param>
    /// <exception cref="UsageException">There is no such space, it has no published network of its own, or its search allows <c>none</c> anyway.</exception>
    public ISearchSpace Read(ParseResult parsed, IReadOnlyList<ISearchSpace> spaces, bool draws)
    {
        var (isFaithful, allowsNone) = (parsed.GetValue(_faithful), parsed.GetValue(_allowNone));
        var space = ReadNamed(parsed, spaces);
        if (isFaithful) return Variant("--faithful", "spaces whose published search differs", one => one.SearchedFaithfullyAs);
        if (allowsNone) return Variant("--allow-none", "spaces whose search leaves none out", one => one.SearchedWithNoneAs);
        return spaces.FirstOrDefault(one => one.Name == (draws ? space.SearchedAs : space.SearchedWithNoneAs ?? space.SearchedAs)) ?? space;

        ISearchSpace Variant(string option, string which, Func<ISearchSpace, string?> nameOf)
        {
            if (nameOf(space) is { } name) return SearchSpaces.Find(name, spaces);
            throw new UsageException(
                $"{option} cannot be used with --space {space.Name}",
                spaces.Where(one => nameOf(one) is not null).Select(one => one.Name).ToList() is { Count: > 0 } others ? $"it is for {which}: {string.Join(", ", others)}" : null);
        }
    }

    /// <summary>The space as named, for a command that knows which networks are scored.</summary>
    /// <exception cref="UsageException">There is no such space.</exception>
    public ISearchSpace ReadNamed(ParseResult parsed, IReadOnlyList<ISearchSpace> spaces) => SearchSpaces.Find(parsed.GetRequiredValue(_space), spaces);
}
