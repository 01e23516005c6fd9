using SwapScore.Search;
using SwapScore.Spaces.Diagrams;
using SwapScore.Storage;
using SwapScore.Workflows.Charts;
using SwapScore.Workflows.Composition;
using SwapScore.Workflows.Html;

namespace SwapScore.Workflows.Search;

/// <summary>The report of a search and its pictures. Only this class of the search needs the library of charts, which is loaded when it is used.</summary>
/// <param name="settings">What was searched.</param>
/// <param name="search">The search, which has run.</param>
/// <param name="found">The fittest architecture.</param>
/// <param name="scored">What was scored, in its order.</param>
/// <param name="command">How the search is made again.</param>
internal sealed class SearchDrawings(SearchSettings settings, ArchitectureSearch search, FoundArchitecture found, IReadOnlyList<CandidateScored> scored, string command)
{
    private readonly ChartFooter _footer = new(ProductVersion.Text, command, settings.Options.Seed, $"{settings.Batch.Source} ({settings.Batch.Fingerprint})");

    /// <summary>Writes the pictures and the report into a folder.</summary>
    /// <exception cref="OutputException">A file cannot be written; what was found has been before.</exception>
    public void Write(string folder, IReadOnlyList<string> disagreements)
    {
        var figures = Figures();
        foreach (var figure in figures)
            AtomicFile.Write(Path.Combine(folder, $"{figure.Name}.svg"), figure.Svg);
        Page(figures, disagreements).Save(Path.Combine(folder, SearchOutcome.ReportName));
    }

    /// <summary>The report.</summary>
    public HtmlReport Page(IReadOnlyList<string> disagreements) => Page(Figures(), disagreements);

    private HtmlReport Page(IReadOnlyList<ReportFigure> figures, IReadOnlyList<string> disagreements) =>
        new SearchPage(settings, search, found, disagreements, figures, _footer).Build();

    private IReadOnlyList<ReportFigure> Figures()
    {
        var title = $"{settings.Space.Name}, {settings.Search.Algorithm}, {settings.Fitness.Description}";
        var score = settings.Options.Metrics is [var only] ? (only == "swap" ? "ln swap" : only) : "score";
        return
        [
            new("cell", Diagram.ToSvg(found.Architecture.Diagrams), "The fittest architecture: inputs left, output right."),
            new("fitness", SearchPictures.Fitness(scored, title, _footer), "A search that works raises the mean of what it scores."),
            new("sizes", SearchPictures.Sizes(scored, title, _footer), "Where regularisation steers the size to."),
            new("population", SearchPictures.Population(search, settings.Fitness, title, score, _footer),
                "Every architecture that was scored, the last population, and the front: the highest score of every size."),
        ];
    }
}
