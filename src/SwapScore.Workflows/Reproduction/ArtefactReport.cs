using SwapScore.Workflows.Charts;
using SwapScore.Workflows.Html;
using SwapScore.Workflows.Tables;

namespace SwapScore.Workflows.Reproduction;

/// <summary>A figure or table made again.</summary>
internal sealed record ArtefactReport
{
    /// <summary>Published findings beside ours.</summary>
    public IReadOnlyList<PublishedComparison> Comparisons { get; init; } = [];

    /// <summary>Pictures by file name without its ending.</summary>
    public IReadOnlyList<(string Name, Chart Chart)> Charts { get; init; } = [];

    /// <summary>Drawings that are no charts.</summary>
    public IReadOnlyList<ReportFigure> Drawings { get; init; } = [];

    /// <summary>Further tables.</summary>
    public IReadOnlyList<Detail> Tables { get; init; } = [];

    /// <summary>Sentences about what was done and what it says.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Parts that were not made, and why.</summary>
    public IReadOnlyList<string> Absent { get; init; } = [];
}
