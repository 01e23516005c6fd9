using SwapScore.Reports.Charts;
using SwapScore.Reports.Diagrams;
using SwapScore.Reports.Html;
using SwapScore.Search;
using SwapScore.Storage;
using SwapScore.Workflows.Composition;

namespace SwapScore.Workflows.Search;

/// <summary>The pictures in the folder of a search. Only this class of the search needs the library of charts, which is loaded when it is used.</summary>
internal static class SearchDrawings
{
    /// <exception cref="OutputException">A picture cannot be written; what was found has been before.</exception>
    public static void Write(
        string folder, SearchSettings settings, ArchitectureSearch search, FoundArchitecture found, IReadOnlyList<CandidateScored> scored,
        IReadOnlyList<string> disagreements, string command)
    {
        var footer = new ChartFooter(ProductVersion.Text, command, settings.Options.Seed, $"{settings.Batch.Source} ({settings.Batch.Fingerprint})");
        var figures = Figures(settings, search, found, scored, footer);
        foreach (var figure in figures)
            AtomicFile.Write(Path.Combine(folder, $"{figure.Name}.svg"), figure.Svg);
        new SearchPage(settings, search, found, disagreements, figures, footer).Build().Save(Path.Combine(folder, "report.html"));
    }

    private static IReadOnlyList<ReportFigure> Figures(
        SearchSettings settings, ArchitectureSearch search, FoundArchitecture found, IReadOnlyList<CandidateScored> scored, ChartFooter footer)
    {
        var title = $"{settings.Space.Name}, {settings.Search.Algorithm}, {settings.Fitness.Description}";
        var metric = settings.Options.Metrics[0];
        return
        [
            new("cell", CellDrawing.Svg(found.Architecture), "The fittest architecture: inputs left, output right."),
            new("fitness", SearchPictures.Fitness(scored, title, footer), "A search that works raises the mean of what it scores."),
            new("sizes", SearchPictures.Sizes(scored, title, footer), "Where regularisation steers the size to."),
            new("population", SearchPictures.Population(search, title, metric == "swap" ? "ln swap" : metric, footer),
                "Every architecture that was scored, the last population, and the front: the highest score of every size."),
        ];
    }
}
