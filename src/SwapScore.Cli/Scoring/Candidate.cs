using SwapScore.Spaces;

namespace SwapScore.Cli.Scoring;

/// <summary>A network to be ranked.</summary>
/// <param name="Number">Place in what the user gave, from 1; a line number for a list.</param>
/// <param name="Name">Its name, when it is known by one.</param>
/// <param name="Architecture">The architecture.</param>
internal sealed record Candidate(int Number, string? Name, IArchitecture Architecture)
{
    private const int ShortLength = 40;

    /// <summary>What a person knows it by.</summary>
    public string Label
    {
        get
        {
            var text = Architecture.Text;
            return Name ?? (text.Length <= ShortLength ? text : $"#{Number} {text[..ShortLength]}…");
        }
    }
}
