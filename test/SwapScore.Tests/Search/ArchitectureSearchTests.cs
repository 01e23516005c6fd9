using SwapScore.Data;
using SwapScore.Evaluation;
using SwapScore.Search;
using SwapScore.Spaces.Darts;
using SwapScore.Spaces.NasBench201;

namespace SwapScore.Tests.Search;

public sealed class ArchitectureSearchTests
{
    private static readonly DartsSpace Darts = new();
    private static readonly Batch Images = BuiltInImages.Natural32.Resize(8).ToBatch(0, 8);
    private static readonly EvaluationOptions Scoring = new() { Repeats = 2 };
    private static readonly SearchOptions Small = new() { Population = 20, Evaluations = 120, Mutations = 5 };

    [Theory]
    [InlineData(SearchAlgorithm.SwapNas)]
    [InlineData(SearchAlgorithm.Aging)]
    [InlineData(SearchAlgorithm.Random)]
    public async Task RunAsync_AnyThreads_HasTheSameHistory(SearchAlgorithm algorithm)
    {
        var one = await RunAsync(Small with { Algorithm = algorithm }, threads: 1);
        var three = await RunAsync(Small with { Algorithm = algorithm }, threads: 3);
        Assert.Equal(120, one.Candidates.Count);
        Assert.Equal(one.Candidates, three.Candidates);
        Assert.Equal(120, one.Candidates.Select(candidate => candidate.Architecture.Canonical).Distinct().Count());
        Assert.Equal(Enumerable.Range(1, 120), one.Candidates.Select(candidate => candidate.Number));
        Assert.Equal(one.Candidates.Max(candidate => candidate.LogScore), one.Best!.LogScore);
        var other = await RunAsync(Small with { Algorithm = algorithm, Seed = 1 }, threads: 1);
        Assert.NotEqual(one.Candidates, other.Candidates);
    }

    [Fact]
    public async Task RunAsync_SwapNas_FindsMoreThanRandomSearch()
    {
        var wins = 0;
        for (var seed = 0; seed < 5; seed++)
        {
            var evolved = await RunAsync(Small with { Seed = seed }, threads: 2);
            var random = await RunAsync(Small with { Seed = seed, Algorithm = SearchAlgorithm.Random }, threads: 2);
            if (evolved.Best!.LogScore > random.Best!.LogScore) wins++;
        }

        Assert.True(wins >= 4, $"{wins} of 5");
    }

    [Fact]
    public async Task RunAsync_Population_KeepsItsSizeAndDistinctMembers()
    {
        var search = await RunAsync(Small, threads: 2);
        Assert.InRange(search.Population.Count, 15, 20);
        Assert.Equal(search.Population.Count, search.Population.Distinct().Count());
        Assert.Contains(search.Best!, search.Population);
    }

    [Fact]
    public async Task RunAsync_MaximumParameters_IsNeverExceeded()
    {
        var search = await RunAsync(Small with { MaximumParameters = 1000 }, threads: 2);
        Assert.All(search.Candidates, candidate => Assert.InRange(candidate.Parameters, 1, 1000));

        var fault = await Assert.ThrowsAsync<UsageException>(() => RunAsync(Small with { MaximumParameters = 10 }, threads: 2));
        Assert.Contains("no architecture of at most 10 parameters", fault.Message, StringComparison.Ordinal);
        Assert.Contains("the smallest one drawn has", fault.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_LargerMu_FindsLargerNetworks()
    {
        var sizes = new List<double>();
        foreach (var mu in new[] { 0.9, 1.2, 1.5 })
        {
            var mean = 0.0;
            for (var seed = 0; seed < 3; seed++)
                mean += (await RunAsync(Small with { Seed = seed }, 2, SearchFitness.Regularised(mu, 0.02))).Best!.Parameters / 3.0;
            sizes.Add(mean);
        }

        Assert.True(sizes[0] < sizes[1] && sizes[1] < sizes[2], string.Join(' ', sizes));
    }

    [Fact]
    public async Task RunAsync_Adaptive_FollowsTheSizesSeen()
    {
        var search = await RunAsync(Small, threads: 2, SearchFitness.Adaptive());
        var mean = search.Candidates.Average(candidate => candidate.Parameters / 1000.0);
        Assert.InRange(search.Best!.Parameters / 1000.0, mean - 1, mean + 1);
    }

    [Fact]
    public async Task RunAsync_RememberedScores_AreNotComputedAgain()
    {
        var first = await RunAsync(Small, threads: 2);
        var scoring = new SearchScoring(Darts, Darts.Tasks[0], new Refusing(), Scoring, (Images.Shape, Images.Fingerprint));
        foreach (var candidate in first.Candidates)
            scoring.Remember(candidate.Architecture.Text, candidate.LogScore, candidate.Parameters);
        var again = await RunAsync(new ArchitectureSearch(Darts, scoring, SearchFitness.Plain, Small));
        Assert.Equal(first.Candidates, again.Candidates);
    }

    [Fact]
    public async Task RunAsync_SpaceSmallerThanTheBudget_EndsWithAllOfIt()
    {
        // Scores of all cells are remembered, so that none has to be computed: 6,466 of 15,625 are different.
        var space = new NasBench201Space();
        var scoring = new SearchScoring(space, space.Tasks[0], new Refusing(), Scoring, (Images.Shape, Images.Fingerprint));
        foreach (var cell in space.All)
            scoring.Remember(cell.Text, cell.GetHashCode(), 1);
        var search = await RunAsync(new ArchitectureSearch(
            space, scoring, SearchFitness.Plain, new SearchOptions { Algorithm = SearchAlgorithm.Random, Evaluations = 15_000, Population = 100, Mutations = 100 }));
        Assert.InRange(search.Candidates.Count, 5000, NasBench201Space.UniqueCells);
    }

    [Fact]
    public void Validated_EveryViolation_IsNamed()
    {
        var fault = Assert.Throws<UsageException>(() =>
            new SearchOptions { Population = 1, Mutations = 0, Crossover = 2, Evaluations = 0, MaximumParameters = 0 }.Validated());
        foreach (var part in new[] { "population must be", "mutations must be", "crossover must be", "do not fill", "must be positive" })
            Assert.Contains(part, fault.Message, StringComparison.Ordinal);
        Assert.Contains("1 … 20 members", Assert.Throws<UsageException>(() => (Small with { Tournament = 21 }).Validated()).Message, StringComparison.Ordinal);
    }

    private static Task<ArchitectureSearch> RunAsync(SearchOptions options, int threads, SearchFitness? fitness = null)
    {
        var scoring = new SearchScoring(Darts, Darts.Tasks[0], new LocalEvaluator(Images, threads, [Darts]), Scoring, (Images.Shape, Images.Fingerprint));
        return RunAsync(new ArchitectureSearch(Darts, scoring, fitness ?? SearchFitness.Plain, options));
    }

    private static async Task<ArchitectureSearch> RunAsync(ArchitectureSearch search)
    {
        var best = double.NegativeInfinity;
        await foreach (var found in search.RunAsync())
            if (found.IsBest) best = found.Fitness;
        Assert.True(double.IsFinite(best));
        return search;
    }

    /// <summary>Nothing may be evaluated.</summary>
    private sealed class Refusing : IEvaluator
    {
        public IAsyncEnumerable<EvaluationResult> EvaluateAsync(IReadOnlyList<EvaluationRequest> requests, CancellationToken cancellation = default)
        {
            Assert.Empty(requests);
            return AsyncEnumerable.Empty<EvaluationResult>();
        }
    }
}
