namespace SwapScore.Search;

/// <summary>
/// What a search maximises. Implement it for a fitness of your own; <see cref="SearchFitness"/> makes those of the product. A fitness may change
/// as candidates come (ranks do): only fitnesses of one moment are compared.
/// </summary>
public interface ISearchFitness
{
    /// <summary>In words, for people; part of the configuration, so it names every setting.</summary>
    string Description { get; }

    /// <summary>The fitness of a candidate at this moment; higher is better.</summary>
    /// <param name="candidate">A candidate that was noted.</param>
    double Of(Candidate candidate);

    /// <summary>
    /// The fitness without what it says of the number of parameters: what the front of scores and sizes compares. Default: the fitness.
    /// </summary>
    /// <param name="candidate">A candidate that was noted.</param>
    double ScoreOf(Candidate candidate) => Of(candidate);

    /// <summary>
    /// The standard error of the fitness, as far as the repeats of the candidate's scores say. It only marks candidates that cannot be told apart.
    /// Default: 0, not known.
    /// </summary>
    /// <param name="candidate">A candidate that was noted.</param>
    double ErrorOf(Candidate candidate) => 0;

    /// <summary>Notes a new candidate, before its fitness is asked for. Default: nothing.</summary>
    /// <param name="candidate">The candidate.</param>
    void Add(Candidate candidate)
    {
    }

    /// <summary>Notes the end of a cycle. Default: nothing.</summary>
    void EndEpoch()
    {
    }

    /// <summary>The description with the values of the moment, for a summary. Default: <see cref="Description"/>.</summary>
    string Summary => Description;
}
