using SwapScore.Values;

namespace SwapScore.Search.Objectives;

/// <summary>The objectives of candidates as numbers that are all better where lower: the score is negated.</summary>
/// <param name="objectives">The objectives.</param>
/// <param name="fitness">Whose score it is, at the moment it is asked for.</param>
/// <param name="costs">Counts and measures what architectures cost at full size.</param>
internal sealed class ObjectiveValues(ValueList<SearchObjective> objectives, ISearchFitness fitness, BudgetCheck costs)
{
    /// <summary>One number per objective, in their order.</summary>
    /// <param name="candidate">The candidate.</param>
    public double[] Of(Candidate candidate) => [.. objectives.Select(objective => Of(candidate, objective))];

    /// <summary>The candidates that no other one beats: each other one is worse in an objective, or equal in all and younger.</summary>
    /// <param name="candidates">The candidates.</param>
    public IReadOnlyList<Candidate> Front(IReadOnlyList<Candidate> candidates)
    {
        var values = candidates.Select(Of).ToList();
        var front = NonDomination.Fronts(values)[0].DistinctBy(index => (ValueList<double>)[.. values[index]]);
        return [.. front.OrderBy(index => values[index], Comparer<double[]>.Create(Compare)).Select(index => candidates[index])];
    }

    // By the last objective, then the one before: the first, which is mostly the score, rises along the front.
    private static int Compare(double[] one, double[] other)
    {
        for (var i = one.Length - 1; i >= 0; i--)
            if (one[i].CompareTo(other[i]) is not 0 and var order) return order;
        return 0;
    }

    private double Of(Candidate candidate, SearchObjective objective) => objective switch
    {
        SearchObjective.Score => -fitness.ScoreOf(candidate),
        SearchObjective.Parameters => costs.ParametersOf(candidate.Architecture),
        SearchObjective.Flops => costs.FlopsOf(candidate.Architecture),
        SearchObjective.Latency => costs.MeasureSeconds(candidate.Architecture),
        _ => costs.BytesOf(candidate.Architecture),
    };
}
