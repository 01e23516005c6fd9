using SwapScore.Spaces;

namespace SwapScore.Cli.Options;

/// <summary><c>--space</c> and <c>--faithful</c> of commands that look for architectures: in the DARTS space both cells must count.</summary>
internal sealed class SearchedSpaceOptions
{
    private readonly Option<string> _space = ParsedOption.Space("Search space (see 'swapscore space list')");

    private readonly Option<bool> _faithful = new("--faithful")
    {
        Description = "Score DARTS cells on the published network, which has one reduction cell, and keep both cells of a genotype equal; default: a network where both cells count",
    };

    public void AddTo(Command command)
    {
        command.Add(_space);
        command.Add(_faithful);
    }

    /// <exception cref="UsageException">There is no such space, or it has no published network of its own.</exception>
    public ISearchSpace Read(ParseResult parsed, IReadOnlyList<ISearchSpace> spaces)
    {
        var (name, isFaithful) = (parsed.GetRequiredValue(_space), parsed.GetValue(_faithful));
        var space = SearchSpaces.Find(name, spaces);
        if (isFaithful && space.SearchedFaithfullyAs is null)
            throw new UsageException(
                $"--faithful cannot be used with --space {name}",
                spaces.Where(one => one.SearchedFaithfullyAs is not null).Select(one => one.Name).ToList() is { Count: > 0 } faithful
                    ? $"it is for spaces whose published search differs: {string.Join(", ", faithful)}"
                    : null);
        var searched = isFaithful ? space.SearchedFaithfullyAs : space.SearchedAs;
        return spaces.FirstOrDefault(one => one.Name == searched) ?? space;
    }
}
