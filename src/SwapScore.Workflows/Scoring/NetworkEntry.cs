namespace SwapScore.Workflows.Scoring;

/// <summary>A network to be ranked.</summary>
/// <param name="Number">Place in what the user gave, from 1; a line number for a list.</param>
/// <param name="Name">Its name, when it is known by one.</param>
/// <param name="Text">What says which network it is: the canonical text of its architecture, or the path of its file.</param>
public sealed record NetworkEntry(int Number, string? Name, string Text)
{
    private const int ShortLength = 40;

    /// <summary>Label shown to people: the name, or a number and the beginning of the text.</summary>
    public string Label => Name ?? (Text.Length <= ShortLength ? Text : $"#{Number} {Text[..ShortLength]}…");

    /// <summary>What is said of it behind its label, and so need not name it again.</summary>
    /// <param name="words">Words that may begin with its label or text.</param>
    public string About(string words) =>
        ((string[])[Label, Text]).FirstOrDefault(name => words.StartsWith($"{name} ", StringComparison.Ordinal)) is { } known ? $"it{words[known.Length..]}" : words;
}
