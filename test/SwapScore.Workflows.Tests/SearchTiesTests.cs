using SwapScore.Search;
using SwapScore.Spaces;
using SwapScore.Workflows.Scoring;
using SwapScore.Workflows.Search;

namespace SwapScore.Workflows.Tests;

/// <summary>Which of the fittest are marked as equal.</summary>
public sealed class SearchTiesTests
{
    private static readonly IArchitecture Cell = SearchSpaces.Find("nasbench201").Parse("(3, 3, 3, 3, 3, 3)");

    [Fact]
    public void Place_DifferenceWithinItsError_IsATie()
    {
        // The error of the difference is √(.3² + .4²) = .5.
        Candidate[] candidates = [Create(1, 9.0, 0.3), Create(2, 8.5, 0.4), Create(3, 7.9, 0.4)];
        Assert.Equal([new Place(1, false), new Place(2, true), new Place(3, false)], SearchTables.Place(SearchFitness.Plain, candidates));
    }

    [Fact]
    public void Place_EqualFitnessWithoutErrors_SharesARank() =>
        Assert.Equal([new Place(1, false), new Place(1, true), new Place(3, false)], SearchTables.Place(SearchFitness.Plain, [Create(1, 9), Create(2, 9), Create(3, 8.9)]));

    /// <summary>A factor of the size moves the fitness, not its error.</summary>
    [Fact]
    public void Place_RegularizedFitness_HasTheErrorOfTheScore() =>
        Assert.Equal([new Place(1, false), new Place(2, true)], SearchTables.Place(SearchFitness.Regularized(1, 1), [Create(1, 9.0, 0.3), Create(2, 8.5, 0.4)]));

    /// <summary>Errors of ranks are not known.</summary>
    [Fact]
    public void Place_FitnessWithoutAnError_HasNoTiesButEqualOnes() =>
        Assert.Equal([new Place(1, false), new Place(2, false)], SearchTables.Place(SearchFitness.From("own", candidate => candidate.LogScore), [Create(1, 9.0, 3), Create(2, 8.5, 4)]));

    private static Candidate Create(int number, double score, double? error = null) =>
        new(number, Cell, [score], 1000, 1000) { Errors = error is { } known ? [known] : [] };
}
