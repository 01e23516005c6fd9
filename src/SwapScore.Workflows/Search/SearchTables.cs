using SwapScore.Search;
using SwapScore.Spaces;
using SwapScore.Values;
using SwapScore.Workflows.Scoring;
using SwapScore.Workflows.Tables;

namespace SwapScore.Workflows.Search;

/// <summary>What a search writes for people: the fittest, what the best one is, and what smaller ones reach.</summary>
internal static class SearchTables
{
    private const int Shown = 5;
    private const int ShownOfFront = 8;
    private const int ShortLength = 48;

    /// <summary>The fittest as a table.</summary>
    public static Table Fittest(SearchSettings settings, ArchitectureSearch search) => Create(
        settings.Options.Metrics, settings.Fitness, Fittest(settings.Fitness, search));

    /// <summary>The candidates that are shown as the fittest.</summary>
    public static IReadOnlyList<Candidate> Fittest(ISearchFitness fitness, ArchitectureSearch search) =>
        [.. search.Candidates.FittestFirst(fitness).Take(Shown)];

    public static IReadOnlyList<Detail> Details(SearchSettings settings, ArchitectureSearch search, FoundArchitecture found) =>
    [
        new("The fittest", null, Table.FromFacts(Facts(settings, search, found))),
        new($"The highest score of every size: {Thinned(search.Front).Count} of the front score/parameters", null,
            Create(settings.Options.Metrics, settings.Fitness, Thinned(search.Front), Column.Number("Size", "size"), place => new RankCell(place + 1))),
    ];

    /// <summary>Candidates with their scores and ranks; those of equal fitness share one.</summary>
    /// <param name="metrics">Names of the scores.</param>
    /// <param name="fitness">What they are ranked by.</param>
    /// <param name="candidates">The candidates, fittest first.</param>
    public static Table Create(ValueList<string> metrics, ISearchFitness fitness, IReadOnlyList<Candidate> candidates)
    {
        var places = Place(fitness, candidates);
        return Create(metrics, fitness, candidates, Column.Number("Rank", "rank"), i => new RankCell(places[i].Rank, places[i].IsTied));
    }

    private static Table Create(
        ValueList<string> metrics, ISearchFitness fitness, IReadOnlyList<Candidate> candidates, Column order, Func<int, RankCell> number) => new(
        [
            order, Column.Text("Network", "architecture"),
            .. metrics.Select(metric => Column.Number(metric == "swap" ? "ln swap" : metric, metric == "swap" ? "logScore" : metric)),
            Column.Number("Fitness", "fitness"), Column.Number("Parameters", "parameters"), Column.Number("Scored as", "number"),
        ],
        [.. candidates.Select((candidate, i) => (ValueList<Cell>)
        [
            number(i), new TextCell(candidate.Architecture.Text, Short(candidate.Architecture)),
            .. candidate.Scores.Select(score => new CoefficientCell(score)),
            new CoefficientCell(fitness.Of(candidate)), candidate.Parameters, candidate.Number,
        ])]);

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

    private static IEnumerable<KeyValuePair<string, string>> Facts(SearchSettings settings, ArchitectureSearch search, FoundArchitecture found)
    {
        var best = search.Best!;
        foreach (var line in best.Architecture.Description)
            yield return line;
        foreach (var form in found.Forms)
            yield return form;
        yield return new("scoring network", FoundArchitecture.Cost(best.Parameters, best.Flops));
        foreach (var size in found.SizesInWords)
            yield return size;
        if (search.LatencyOf(best.Architecture) is { } seconds)
            yield return new("latency", $"{SearchBudget.Duration(seconds)} for one sample on one core of this machine");
        yield return new("fitness", settings.Fitness.Summary);
    }

    private static string Short(IArchitecture architecture) =>
        architecture.Text.Length <= ShortLength ? architecture.Text : $"{architecture.Text[..ShortLength]}…";

    /// <summary>A few of the front, from its smallest to its highest score.</summary>
    private static IReadOnlyList<Candidate> Thinned(IReadOnlyList<Candidate> front) => front.Count <= ShownOfFront
        ? front
        : [.. Enumerable.Range(0, ShownOfFront).Select(i => front[i * (front.Count - 1) / (ShownOfFront - 1)])];
}
