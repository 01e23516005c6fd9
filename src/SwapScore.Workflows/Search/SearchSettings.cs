using SwapScore.Data;
using SwapScore.Evaluation;
using SwapScore.Search;
using SwapScore.Spaces;

namespace SwapScore.Workflows.Search;

/// <summary>A search as asked for, everything resolved.</summary>
internal sealed record SearchSettings
{
    public required ISearchSpace Space { get; init; }

    public required SpaceTask Task { get; init; }

    public required EvaluationOptions Options { get; init; }

    public required SearchOptions Search { get; init; }

    public required ISearchFitness Fitness { get; init; }

    public required Batch Batch { get; init; }

    public required int Threads { get; init; }

    /// <summary>Architectures that will be scored, if nothing stops the search before.</summary>
    public int Evaluations => Search.EvaluationsIn(Space);
}
