using SwapScore.Search;
using SwapScore.Spaces.Diagrams;
using SwapScore.Workflows.Charts;
using SwapScore.Workflows.Composition;
using SwapScore.Workflows.Html;

namespace SwapScore.Workflows.Search;

/// <summary>The report of a search and its pictures. Only this class of the search needs the library of charts, which is loaded when it is used.</summary>
/// <param name="settings">What was searched.</param>
/// <param name="search">The search, which has run.</param>
/// <param name="found">The fittest architecture.</param>
/// <param name="scored">What was scored, in its order.</param>
/// <param name="latencies">Latencies measured again; null where latency plays no part.</param>
/// <param name="command">How the search is made again.</param>
internal sealed class SearchDrawings(SearchSettings settings, ArchitectureSearch search, FoundArchitecture found, IReadOnlyList<CandidateScored> scored, LatencyCheck? latencies, string command)
{
    private readonly ChartFooter _footer = new(ProductVersion.Text, command, settings.Options.Seed, $"{settings.Batch.Source} ({settings.Batch.Fingerprint})");

    /// <summary>The report.</summary>
    public HtmlReport Page(IReadOnlyList<string> disagreements) => new SearchPage(settings, search, found, latencies, disagreements, Figures(), _footer).Build();

    private IReadOnlyList<ReportFigure> Figures()
    {
        var networks = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{search.Candidates.Count:N0} networks of {settings.Space.Name}");
        var score = settings.Options.Metrics is [var only] ? (only == "swap" ? "ln swap" : only) : "score";
        return
        [
            new("cell", Diagram.ToSvg(found.Architecture.Diagrams), "The fittest architecture: inputs left, output right.", Diagram.ToText(found.Architecture.Diagrams)),
            new("fitness", SearchPictures.Fitness(scored, $"Fitness of {networks}, by {settings.Search.Algorithm}", _footer), "A search that works raises the mean of what it scores."),
            new("sizes", SearchPictures.Sizes(scored, $"Sizes of {networks}", _footer), "Where regularisation steers the size to."),
            new("population", SearchPictures.Population(search, settings.Fitness, $"Score and size of {networks}", score, _footer),
                "Every architecture that was scored, the last population, and the front: the highest score of every size."),
            .. Fronts(networks, score),
        ];
    }

    private IEnumerable<ReportFigure> Fronts(string networks, string score)
    {
        var columns = ObjectiveColumn.Of(settings);
        if (columns.FirstOrDefault(column => column.Scale < 0) is not { } scores) yield break;
        foreach (var cost in columns.Where(column => column.Scale > 0))
        {
            yield return new(
                $"front-{cost.Name}", SearchPictures.Front(search, scores, cost, $"Score and {cost.Name} of {networks}", score, _footer),
                "Every architecture that was scored, those that none beats in all objectives, and the front of these two alone.");
        }

        yield return new("hypervolume", SearchPictures.FrontOverTime(search, $"Front of {networks}, by {settings.Search.Algorithm}", _footer), "A search that works moves the front until the end.");
    }
}
