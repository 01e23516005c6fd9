using SwapScore.Values;

namespace SwapScore.Workflows.Html;

/// <summary>A part of a report: sentences, then tables, then figures.</summary>
/// <param name="Heading">Its heading, also in the list of contents.</param>
internal sealed record ReportSection(string Heading)
{
    /// <summary>Sentences. Default: none.</summary>
    public ValueList<string> Paragraphs { get; init; } = [];

    /// <summary>Tables below them. Default: none.</summary>
    public ValueList<ReportTable> Tables { get; init; } = [];

    /// <summary>Figures below those. Default: none.</summary>
    public ValueList<ReportFigure> Figures { get; init; } = [];
}
