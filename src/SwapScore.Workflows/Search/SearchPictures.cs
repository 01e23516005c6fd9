using SwapScore.Search;
using SwapScore.Workflows.Charts;

namespace SwapScore.Workflows.Search;

/// <summary>The pictures of a search.</summary>
internal static class SearchPictures
{
    /// <summary>The fittest so far over the evaluations.</summary>
    /// <param name="scored">What was scored, in its order, with the fitness it then had.</param>
    /// <param name="title">What was searched.</param>
    /// <param name="footer">What made the numbers.</param>
    public static Chart Fitness(IReadOnlyList<CandidateScored> scored, string title, ChartFooter footer) => new LineChart
    {
        Title = title,
        Subtitle = "every architecture in the order it was scored, the fittest so far, and the mean of the last 50",
        XLabel = "evaluations",
        YLabel = "fitness when scored",
        Series =
        [
            new("fittest so far", [.. BestSoFar([.. Points(scored, one => one.Fitness)])]) { IsStepped = true, HasMarkers = false },
            new("mean of the last 50", [.. MovingMean([.. Points(scored, one => one.Fitness)])]) { HasMarkers = false },
        ],
        Footer = footer,
    };

    /// <summary>Sizes over the evaluations.</summary>
    /// <param name="scored">What was scored, in its order.</param>
    /// <param name="title">What was searched.</param>
    /// <param name="footer">What made the numbers.</param>
    public static Chart Sizes(IReadOnlyList<CandidateScored> scored, string title, ChartFooter footer) => new LineChart
    {
        Title = title,
        Subtitle = "size of the scoring networks: the fittest so far, and the mean of the last 50",
        XLabel = "evaluations",
        YLabel = "parameters, in thousands",
        Series =
        [
            new("the fittest so far", [.. SizesOfBest(scored)]) { IsStepped = true, HasMarkers = false },
            new("mean of the last 50", [.. MovingMean([.. Points(scored, one => one.Candidate.Parameters / 1000.0)])]) { HasMarkers = false },
        ],
        Footer = footer,
    };

    /// <summary>Score against size, with the last population and the Pareto front.</summary>
    /// <param name="search">A search that has run.</param>
    /// <param name="fitness">What it has maximized.</param>
    /// <param name="title">What was searched.</param>
    /// <param name="scoreLabel">What the score is.</param>
    /// <param name="footer">What made the numbers.</param>
    public static Chart Population(ArchitectureSearch search, ISearchFitness fitness, string title, string scoreLabel, ChartFooter footer)
    {
        ArgumentNullException.ThrowIfNull(search);
        return new PopulationScatter
        {
            Title = title,
            Points = [.. search.Candidates.Select(candidate => Point(candidate, fitness))],
            Front = [.. search.Front.Select(candidate => Point(candidate, fitness))],
            Population = [.. search.Population.Select(candidate => Point(candidate, fitness))],
            XLabel = "parameters of the scoring network, in thousands",
            YLabel = scoreLabel,
            Footer = footer,
        };
    }

    /// <summary>Score against a cost, with the members of the front of all objectives.</summary>
    /// <param name="search">A search with objectives that has run.</param>
    /// <param name="score">The score.</param>
    /// <param name="cost">The cost.</param>
    /// <param name="title">What was searched.</param>
    /// <param name="scoreLabel">What the score is.</param>
    /// <param name="footer">What made the numbers.</param>
    public static Chart Front(ArchitectureSearch search, ObjectiveColumn score, ObjectiveColumn cost, string title, string scoreLabel, ChartFooter footer)
    {
        var front = search.Front.Select(At).ToList();
        return new PopulationScatter
        {
            Title = title,
            Points = [.. search.Candidates.Select(At)],
            Population = [.. front],
            PopulationName = "front of all objectives",
            Front = [.. Rising(front)],
            XLabel = cost.Title,
            YLabel = scoreLabel,
            Footer = footer,
        };

        ChartPoint At(Candidate candidate) => new(cost.Shown(search, candidate), score.Shown(search, candidate));
    }

    /// <summary>How the front grew.</summary>
    /// <param name="search">A search with objectives that has run.</param>
    /// <param name="title">What was searched.</param>
    /// <param name="footer">What made the numbers.</param>
    public static Chart FrontOverTime(ArchitectureSearch search, string title, ChartFooter footer) => new LineChart
    {
        Title = title,
        Subtitle = "share of the box between the best values of the search and the worst of its first population that the front beats",
        XLabel = "evaluations",
        YLabel = "hypervolume",
        Series = [new("hypervolume", [.. search.FrontOverTime().Select(moment => new ChartPoint(moment.Evaluations, moment.Share))]) { IsStepped = true, HasMarkers = false }],
        Footer = footer,
    };

    /// <summary>The points that are higher than all to their left.</summary>
    private static IEnumerable<ChartPoint> Rising(IEnumerable<ChartPoint> points)
    {
        var highest = double.NegativeInfinity;
        foreach (var point in points.OrderBy(point => point.X).ThenByDescending(point => point.Y).Where(point => point.Y > highest))
        {
            highest = point.Y;
            yield return point;
        }
    }

    private static ChartPoint Point(Candidate candidate, ISearchFitness fitness) => new(candidate.Parameters / 1000.0, fitness.ScoreOf(candidate));

    private static IEnumerable<ChartPoint> Points(IReadOnlyList<CandidateScored> scored, Func<CandidateScored, double> value) =>
        scored.Select(one => new ChartPoint(one.Candidate.Number, value(one)));

    private static List<ChartPoint> BestSoFar(List<ChartPoint> points)
    {
        var best = double.NegativeInfinity;
        return [.. points.Select(point => point with { Y = best = Math.Max(best, point.Y) })];
    }

    private static List<ChartPoint> SizesOfBest(IReadOnlyList<CandidateScored> scored)
    {
        var sizes = new List<ChartPoint>();
        CandidateScored? best = null;
        foreach (var one in scored)
        {
            if (best is null || one.Fitness > best.Fitness) best = one;
            sizes.Add(new ChartPoint(one.Candidate.Number, best.Candidate.Parameters / 1000.0));
        }

        return sizes;
    }

    private static List<ChartPoint> MovingMean(List<ChartPoint> points)
    {
        const int Window = 50;
        var sum = 0.0;
        var means = new List<ChartPoint>();
        foreach (var (index, point) in points.Index())
        {
            sum += point.Y - (index >= Window ? points[index - Window].Y : 0);
            means.Add(point with { Y = sum / Math.Min(index + 1, Window) });
        }

        return means;
    }
}
