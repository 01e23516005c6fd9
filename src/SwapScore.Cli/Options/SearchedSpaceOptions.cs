using System.CommandLine;
using SwapScore.Spaces;
using SwapScore.Spaces.Darts;

namespace SwapScore.Cli.Options;

/// <summary><c>--space</c> and <c>--faithful</c> of commands that look for architectures: in the DARTS space both cells must count.</summary>
internal sealed class SearchedSpaceOptions
{
    private const string OneCellSpace = "darts";

    private readonly Option<string> _space = new("--space")
    {
        Description = "Search space (see 'swapscore space list')",
        HelpName = "NAME",
        DefaultValueFactory = _ => OneCellSpace,
    };

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
        if (isFaithful && name != OneCellSpace)
            throw new UsageException($"--faithful cannot be used with --space {name}", $"it is for {OneCellSpace}, whose published scoring network ignores the normal cell");
        var searched = name == OneCellSpace && !isFaithful ? spaces.FirstOrDefault(space => space.Name == DartsSpace.BothCells) : null;
        return searched ?? SearchSpaces.Find(name, spaces);
    }
}
