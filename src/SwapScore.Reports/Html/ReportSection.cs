namespace SwapScore.Reports.Html;

/// <summary>A part of a report: sentences, then tables, then figures.</summary>
/// <param name="Heading">Its heading, also in the list of contents.</param>
public sealed record ReportSection(string Heading)
{
    /// <summary>Sentences. Default: none.</summary>
    public IReadOnlyList<string> Paragraphs { get; init; } = [];

    /// <summary>Tables below them. Default: none.</summary>
    public IReadOnlyList<ReportTable> Tables { get; init; } = [];

    /// <summary>Figures below those. Default: none.</summary>
    public IReadOnlyList<ReportFigure> Figures { get; init; } = [];
}
