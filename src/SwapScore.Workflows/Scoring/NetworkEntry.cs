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
}
