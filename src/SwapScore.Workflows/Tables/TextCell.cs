namespace SwapScore.Workflows.Tables;

/// <summary>A text, with a shorter one for tables.</summary>
/// <param name="Text">The text.</param>
/// <param name="Short">The shorter one; null where they are the same.</param>
internal sealed record TextCell(string Text, string? Short = null) : Cell
{
    /// <inheritdoc/>
    public override string Brief => Short ?? Text;

    /// <inheritdoc/>
    public override string Full => Text;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Fields => [Text];
}
