using System.Globalization;
using SwapScore.Search;
using SwapScore.Workflows.Charts;
using SwapScore.Workflows.Html;
using SwapScore.Workflows.Tables;

namespace SwapScore.Workflows.Search;

/// <summary>The HTML report of a search: what was found and how the search went, how to build it, and what smaller networks reach.</summary>
internal sealed class SearchPage(
    SearchSettings settings, ArchitectureSearch search, FoundArchitecture found, LatencyCheck? latencies, IReadOnlyList<string> disagreements, IReadOnlyList<ReportFigure> figures, ChartFooter footer)
{
    public HtmlReport Build() => new(
        $"An architecture found without training: {settings.Space.Name}",
        footer,
        new ReportSection("Summary")
        {
            Paragraphs = [.. Sentences()],
            Figures = [.. figures],
            Tables = [TablePage.Create("The fittest", SearchTables.Fittest(settings, search))],
        },
        [
            new ReportSection("What it is") { Tables = [TablePage.Create("The fittest architecture", found.Facts)] },
            .. SearchTables.Details(settings, search, found, latencies).Skip(1).Select(TablePage.SectionOf),
            TablePage.Settings("Everything the result depends on", SearchDocuments.Configuration(settings)),
        ]);

    private IEnumerable<string> Sentences()
    {
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"{search.Candidates.Count:N0} different architectures of {settings.Space.Name} were scored on {settings.Batch.Description}; the fittest is number {search.Best!.Number:N0}, by {settings.Fitness.Summary}.");
        foreach (var size in found.Sizes)
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"At full size for {size.Name} ({size.Description}) it has {size.Parameters:N0} parameters and {size.Flops / 1e6:N1} million multiply-adds.");
        foreach (var sentence in disagreements)
            yield return $"{sentence}.";
        yield return "No network was trained: the score ranks architectures, it does not predict their accuracy as a number.";
    }
}
