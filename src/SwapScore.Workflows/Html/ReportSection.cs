using SwapScore.Values;

namespace SwapScore.Workflows.Html;

/// <summary>A part of a report: a sentence, then figures, then further sentences, then tables.</summary>
/// <param name="Heading">Its heading, also in the list of contents.</param>
internal sealed record ReportSection(string Heading)
{
    /// <summary>Sentences; the first stands above the figures. Default: none.</summary>
    public ValueList<string> Paragraphs { get; init; } = [];

    /// <summary>Figures. Default: none.</summary>
    public ValueList<ReportFigure> Figures { get; init; } = [];

    /// <summary>Tables below everything else. Default: none.</summary>
    public ValueList<ReportTable> Tables { get; init; } = [];
}
