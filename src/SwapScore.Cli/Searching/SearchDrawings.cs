using SwapScore.Metrics;
using SwapScore.Reports.Charts;
using SwapScore.Reports.Drawings;
using SwapScore.Search;
using SwapScore.Studies;

namespace SwapScore.Cli.Searching;

/// <summary>The pictures in the folder of a search. Only this class of the search needs the library of charts, which is loaded when it is used.</summary>
internal static class SearchDrawings
{
    /// <exception cref="OutputException">A picture cannot be written; what was found has been before.</exception>
    public static void Write(string folder, SearchSettings settings, ArchitectureSearch search, IReadOnlyList<CandidateScored> scored, string command)
    {
        AtomicFile.Write(Path.Combine(folder, "cell.svg"), CellDrawing.Svg(search.Best!.Architecture));
        var footer = new ChartFooter(ProductVersion.Text, command, settings.Options.Seed, $"{settings.Batch.Source} ({settings.Batch.Fingerprint})");
        var title = $"{settings.Space.Name}, {settings.Search.Algorithm}, {settings.Fitness.Description}";
        var metric = settings.Options.Metrics[0];
        SearchPictures.Fitness(scored, title, footer).Save(Path.Combine(folder, "fitness.svg"));
        SearchPictures.Sizes(scored, title, footer).Save(Path.Combine(folder, "sizes.svg"));
        SearchPictures.Population(search, title, metric == "swap" ? "ln swap" : MetricCatalogue.Find(metric)!.Name, footer).Save(Path.Combine(folder, "population.svg"));
    }
}
