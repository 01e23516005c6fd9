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
        return [.. NonDomination.Front(values).DistinctBy(index => (ValueList<double>)[.. values[index]]).Select(index => candidates[index])];
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
