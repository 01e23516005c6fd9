using System.Globalization;
using SwapScore.Search;
using SwapScore.Spaces;
using SwapScore.Values;
using SwapScore.Workflows.Latency;
using SwapScore.Workflows.Scoring;
using SwapScore.Workflows.Tables;

namespace SwapScore.Workflows.Search;

/// <summary>What a search writes for people: the fittest, what the best one is, and what smaller ones reach.</summary>
internal static class SearchTables
{
    private const int Shown = 5;
    private const int ShownOfFront = 8;
    private const int LongestName = 40;

    /// <summary>The fittest as a table.</summary>
    public static Table Fittest(SearchSettings settings, ArchitectureSearch search) => Create(
        settings.Options.Metrics, settings.Fitness, Fittest(settings.Fitness, search), settings.Space);

    /// <summary>The candidates that are shown as the fittest.</summary>
    public static IReadOnlyList<Candidate> Fittest(ISearchFitness fitness, ArchitectureSearch search) =>
        [.. search.Candidates.FittestFirst(fitness).Take(Shown)];

    public static IReadOnlyList<Detail> Details(SearchSettings settings, ArchitectureSearch search, FoundArchitecture found, LatencyCheck? latencies) =>
    [
        new("The fittest", null, Table.FromFacts(Facts(settings, search, found, latencies))),
        Front(settings, search),
    ];

    private static Detail Front(SearchSettings settings, ArchitectureSearch search)
    {
        var (columns, front) = (ObjectiveColumn.Of(settings), search.Front);
        var shown = Thinned(front);
        var title = columns.Count == 0
            ? $"The highest score of every size: {shown.Count} of the front score/parameters"
            : string.Create(CultureInfo.InvariantCulture, $"The front of {string.Join("/", columns.Select(column => column.Name))}: {shown.Count} of {front.Count} networks that none beats in all");
        var costs = columns.Where(column => column.Scale > 0).ToList();
        return new Detail(title, null, Create(
            settings.Options.Metrics, settings.Fitness, shown, settings.Space, search.Best!.Architecture,
            Column.Number(columns.Count == 0 ? "Size" : "Place", "size"), place => new RankCell(place + 1),
            [.. costs.Select(column => column.Column)], candidate => [.. costs.Select(column => Rounded(column.Shown(search, candidate)))]));
    }

    private static Cell Rounded(double value) => Cell.FromText(value.ToString("R", CultureInfo.InvariantCulture), value.ToString("G4", CultureInfo.InvariantCulture));

    /// <summary>Candidates with their scores and ranks; those of equal fitness share one.</summary>
    /// <param name="metrics">Names of the scores.</param>
    /// <param name="fitness">What they are ranked by.</param>
    /// <param name="candidates">The candidates, fittest first.</param>
    /// <param name="space">Their space.</param>
    public static Table Create(ValueList<string> metrics, ISearchFitness fitness, IReadOnlyList<Candidate> candidates, ISearchSpace space)
    {
        var places = Place(fitness, candidates);
        return Create(
            metrics, fitness, candidates, space, candidates is [var first, ..] ? first.Architecture : null, Column.Number("Rank", "rank"), i => new RankCell(places[i].Rank, places[i].IsTied));
    }

    /// <summary>
    /// Architectures that have neither a name nor a short text go by the number they were scored as, and a column says in what each differs from
    /// the fittest. Programs get their texts.
    /// </summary>
    private static Table Create(
        ValueList<string> metrics, ISearchFitness fitness, IReadOnlyList<Candidate> candidates, ISearchSpace space, IArchitecture? fittest, Column order, Func<int, RankCell> number,
        IReadOnlyList<Column>? costs = null, Func<Candidate, IReadOnlyList<Cell>>? costsOf = null)
    {
        var names = candidates.Select(candidate => NameOf(candidate, space)).ToList();
        var hasNumbers = candidates.Zip(names).Any(pair => pair.Second != pair.First.Architecture.Text);
        return new Table(
            [
                order, Column.Text("Network", "architecture"),
                .. metrics.Select(metric => metric == "swap" ? Column.Number("ln swap", "logScore", "logScore.standardError") : Column.Number(metric, metric, $"{metric}.standardError")),
                Column.Number("Fitness", "fitness", "fitness.standardError"), Column.Number("Parameters", "parameters"), .. costs ?? [], Column.ForPrograms("number", isNumber: true),
                .. hasNumbers ? (Column[])[new Column("Differs from the fittest in", [])] : [],
            ],
            [.. candidates.Select((candidate, i) => (ValueList<Cell>)
            [
                number(i), new TextCell(candidate.Architecture.Text, names[i]),
                .. candidate.Scores.Select((score, metric) => Estimate(score, candidate.Errors.Count > metric ? candidate.Errors[metric] : double.NaN)),
                Estimate(fitness.Of(candidate), fitness.ErrorOf(candidate)), candidate.Parameters, .. costsOf?.Invoke(candidate) ?? [], candidate.Number,
                .. hasNumbers ? (Cell[])[ArchitectureDifferences.Describe(fittest!, candidate.Architecture)] : [],
            ])]);
    }

    private static EstimateCell Estimate(double value, double error) => new(value, error > 0 ? error : double.NaN);

    /// <summary>What an architecture is called in a table: by its name, its text where that is short, or its number.</summary>
    public static string NameOf(Candidate candidate, ISearchSpace space)
    {
        var text = candidate.Architecture.Text;
        return space.Named.FirstOrDefault(named => named.Architecture.Text == text)?.Name
            ?? (text.Length <= LongestName ? text : string.Create(CultureInfo.InvariantCulture, $"#{candidate.Number}"));
    }

    /// <summary>
    /// Ranks, and ties: a candidate is tied with the one above it where their fitness is equal, or differs by no more than the error of the difference.
    /// Histories keep one error per score, so the errors of both are taken as independent.
    /// </summary>
    /// <param name="fitness">What they are ranked by.</param>
    /// <param name="candidates">The candidates, fittest first.</param>
    public static IReadOnlyList<Place> Place(ISearchFitness fitness, IReadOnlyList<Candidate> candidates)
    {
        var ranks = Places.Ranks([.. candidates.Select(fitness.Of)]);
        return [.. candidates.Select((candidate, i) => new Place(ranks[i], i > 0 && AreTied(fitness, candidates[i - 1], candidate)))];
    }

    private static bool AreTied(ISearchFitness fitness, Candidate above, Candidate below)
    {
        var difference = fitness.Of(above) - fitness.Of(below);
        return difference == 0 || difference <= Math.Sqrt(Square(fitness.ErrorOf(above)) + Square(fitness.ErrorOf(below)));
    }

    private static double Square(double value) => value * value;

    private static IEnumerable<KeyValuePair<string, string>> Facts(SearchSettings settings, ArchitectureSearch search, FoundArchitecture found, LatencyCheck? latencies)
    {
        var best = search.Best!;
        if (!best.Architecture.Diagrams.Any(diagram => diagram.Edges.Any(edge => edge.Label is not null)))
        {
            // The drawing does not say it.
            foreach (var line in best.Architecture.Description)
                yield return line;
        }

        yield return found.Forms[0];
        yield return new("scoring network", FoundArchitecture.Cost(best.Parameters, best.Flops));
        foreach (var size in found.SizesInWords)
            yield return size;
        if (search.LatencyOf(best.Architecture) is { } seconds)
            yield return new("latency", $"{SearchBudget.Duration(seconds)} {settings.Latency?.Words ?? LatencySource.Here}{Again(settings, best, seconds, latencies)}");
        yield return new("fitness", settings.Fitness.Summary);
    }

    private static string Again(SearchSettings settings, Candidate best, double seconds, LatencyCheck? latencies) => settings.Latency is { IsOfThisMachine: false }
        ? "; not measured again, since the table is of another device"
        : latencies?.Describe(best.Architecture, seconds) ?? "";

    /// <summary>A few of the front, from its smallest to its highest score.</summary>
    private static IReadOnlyList<Candidate> Thinned(IReadOnlyList<Candidate> front) => front.Count <= ShownOfFront
        ? front
        : [.. Enumerable.Range(0, ShownOfFront).Select(i => front[i * (front.Count - 1) / (ShownOfFront - 1)])];
}
