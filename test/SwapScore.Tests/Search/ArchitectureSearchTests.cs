using System.Globalization;
using System.Text.Json.Nodes;
using SwapScore.Data;
using SwapScore.Evaluation;
using SwapScore.Metrics;
using SwapScore.Networks;
using SwapScore.Search;
using SwapScore.Spaces.Darts;
using SwapScore.Spaces.NasBench201;
using SwapScore.Storage;

namespace SwapScore.Tests.Search;

public sealed class ArchitectureSearchTests
{
    private static readonly DartsSpace Darts = new(DartsVariant.SharedCell);
    private static readonly Batch Images = BuiltInImages.Natural32.Resize(8).ToBatch(0, 8);
    private static readonly EvaluationOptions Scoring = new() { Repeats = 2 };
    private static readonly SearchOptions Small = new() { Population = 20, Evaluations = 120, Mutations = 5 };

    [Theory]
    [InlineData("swap-nas")]
    [InlineData("aging")]
    [InlineData("random")]
    [InlineData("local")]
    [InlineData("nsga2")]
    public async Task RunAsync_AnyThreads_HasTheSameHistory(string algorithm)
    {
        var options = Small with { Algorithm = SearchAlgorithm.Find(algorithm) };
        var one = await RunAsync(options, threads: 1);
        var three = await RunAsync(options, threads: 3);
        Assert.Equal(120, one.Candidates.Count);
        Assert.Equal(one.Candidates, three.Candidates);
        Assert.Equal(120, one.Candidates.Select(candidate => candidate.Architecture.Canonical).Distinct().Count());
        Assert.Equal(Enumerable.Range(1, 120), one.Candidates.Select(candidate => candidate.Number));
        Assert.Equal(one.Candidates.Max(candidate => candidate.LogScore), one.Best!.LogScore);
        var other = await RunAsync(options with { Seed = 1 }, threads: 1);
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
    public async Task RunAsync_LocalSearch_ClimbsFromNeighborToNeighbor()
    {
        // A score without local optima: the number of 5×5 convolutions. Climbing finds its top sooner than drawing.
        var local = await ScoreByAsync(SearchAlgorithm.Local);
        var random = await ScoreByAsync(SearchAlgorithm.Random);
        Assert.True(local.Best!.LogScore >= random.Best!.LogScore + 2, $"{local.Best.LogScore} and {random.Best.LogScore}");

        static async Task<ArchitectureSearch> ScoreByAsync(SearchAlgorithm algorithm)
        {
            var evaluator = Counting(genotype => genotype.Reduce.Edges.Count(edge => edge.Operation == DartsOperation.SepConv5x5));
            return await RunAsync(new ArchitectureSearch(Darts, Scored(evaluator), SearchFitness.Plain, Small with { Algorithm = algorithm, Evaluations = 150 }));
        }
    }

    [Theory]
    [InlineData("swap-nas")]
    [InlineData("random")]
    [InlineData("local")]
    [InlineData("nsga2")]
    public async Task RunAsync_Budget_IsNeverExceeded(string algorithm)
    {
        // A tight budget: fewer than one in twenty drawn genotypes is within it.
        var size = Darts.FullSizes(Darts.Tasks[0])[0];
        var budget = new SearchBudget { Parameters = 1_600_000, Flops = 280_000_000 };
        var search = await RunAsync(Small with { Algorithm = SearchAlgorithm.Find(algorithm), Evaluations = 30, Budget = budget }, threads: 2);
        Assert.Equal(30, search.Candidates.Count);
        Assert.All(search.Candidates, candidate =>
        {
            var network = size.Build(candidate.Architecture);
            Assert.InRange(network.Parameters, 1, 1_600_000);
            Assert.InRange(network.Flops(), 1, 280_000_000);
        });
    }

    [Fact]
    public async Task RunAsync_InfeasibleBudget_IsRefusedAtOnceWithTheNearestSize()
    {
        var scoring = Scored(new Refusing());
        var fault = await Assert.ThrowsAsync<UsageException>(() => RunAsync(
            new ArchitectureSearch(Darts, scoring, SearchFitness.Plain, Small with { Budget = new SearchBudget { Parameters = 100_000 } })));
        Assert.Contains("no architecture of darts-shared has at most 100000 parameters", fault.Message, StringComparison.Ordinal);

        // The cheapest genotype computes nothing in its normal cells; its preprocessing and factorised reductions remain.
        var nothing = new DartsCell(Enumerable.Repeat(new DartsEdge(DartsOperation.None, 0), DartsCell.EdgeCount));
        var size = Darts.FullSizes(Darts.Tasks[0])[0];
        var least = size.Build(new DartsGenotype(nothing, nothing)).Parameters;
        var words = $"the cheapest one found needs {least} parameters: ";
        Assert.StartsWith(words, fault.Hint, StringComparison.Ordinal);
        Assert.Equal(least, size.Build(Darts.Parse(fault.Hint![words.Length..])).Parameters);
    }

    [Fact]
    public async Task RunAsync_LatencyBudget_MeasuresWhereMultiplyAddsAreFewEnough()
    {
        // Latency is proportional to multiply-adds, so that one measurement says where the next is worth its time.
        var latencies = new List<double>();
        var options = Small with { Algorithm = SearchAlgorithm.Random, Evaluations = 10, Population = 5, Budget = new SearchBudget { Seconds = 0.3 } };
        var search = new ArchitectureSearch(Darts, Scored(new LocalEvaluator(Images, 2, [Darts])), SearchFitness.Plain, options, network =>
        {
            latencies.Add(new Meter().Seconds(network));
            return latencies[^1];
        });
        await foreach (var _ in search.RunAsync(cancellation: TestContext.Current.CancellationToken))
        {
        }

        var above = latencies.Count(latency => latency > 0.3);
        Assert.InRange(above, 1, latencies.Count - above);
    }

    [Fact]
    public async Task RunAsync_LatencyBudget_KeepsWhatIsQuickAndRemembersMeasurements()
    {
        // A clock that says how many multiply-adds a network has.
        var meter = new Meter();
        var options = Small with { Evaluations = 25, Budget = new SearchBudget { Seconds = 0.4 } };
        var folder = Directory.CreateTempSubdirectory("swapscore").FullName;
        var configuration = new JsonObject { ["schemaVersion"] = JsonText.SchemaVersion };
        var search = new ArchitectureSearch(Darts, Scored(new LocalEvaluator(Images, 2, [Darts])), SearchFitness.Plain, options, meter.Seconds);
        using (var history = SearchHistory.Open(folder, configuration, [], RunStart.New, measuresLatency: true))
            await foreach (var _ in search.RunAsync(history))
            {
            }

        Assert.Equal(25, search.Candidates.Count);
        Assert.All(search.Candidates, candidate => Assert.InRange(search.LatencyOf(candidate.Architecture)!.Value, 0, 0.4));
        Assert.Contains(
            File.ReadLines(Path.Combine(folder, "latencies.jsonl")), line => JsonNode.Parse(line)!["seconds"]!.GetValue<double>() > 0.4);

        // With the measurements at hand nothing is measured again, and the history is the same.
        var again = new ArchitectureSearch(Darts, Scored(new LocalEvaluator(Images, 1, [Darts])), SearchFitness.Plain, options, new Meter { MayMeasure = false }.Seconds);
        using (var history = SearchHistory.Open(folder, configuration, [], RunStart.Resume, measuresLatency: true))
            await foreach (var _ in again.RunAsync(history))
            {
            }

        Directory.Delete(folder, recursive: true);
        Assert.Equal(search.Candidates, again.Candidates);
    }

    [Fact]
    public async Task RunAsync_Time_EndsTheSearchWhereItIs()
    {
        var clock = new Clock();
        var evaluator = Counting(_ =>
        {
            clock.Seconds++;
            return clock.Seconds;
        });
        var search = await RunAsync(new ArchitectureSearch(
            Darts, Scored(evaluator), SearchFitness.Plain, Small with { Time = TimeSpan.FromSeconds(42) }, clock: clock));
        Assert.True(search.IsOutOfTime);
        Assert.Equal(42, search.Candidates.Count);
    }

    [Fact]
    public async Task RunAsync_NothingCanBeScored_SaysWhyAfterAHundred()
    {
        var evaluator = Counting(_ => double.NaN);
        var fault = await Assert.ThrowsAsync<UsageException>(() => RunAsync(new ArchitectureSearch(Darts, Scored(evaluator), SearchFitness.Plain, new SearchOptions())));
        Assert.Equal("no architecture could be scored: swap is not a number", fault.Message);
        Assert.InRange(evaluator.Asked, 1, 100);
    }

    [Fact]
    public async Task RunAsync_Exhaustive_ScoresEveryDifferentCellOnce()
    {
        var space = new NasBench201Space();
        var scoring = new SearchScoring(space, space.Tasks[0], Counting(_ => 1), Scoring, (Images.Shape, Images.Fingerprint));
        var search = await RunAsync(new ArchitectureSearch(space, scoring, SearchFitness.Plain, new SearchOptions { Algorithm = SearchAlgorithm.Exhaustive }));
        Assert.Equal(NasBench201Space.UniqueCells, search.Candidates.Count);
        Assert.Equal(NasBench201Space.UniqueCells, search.Candidates.Select(candidate => candidate.Architecture.Canonical).Distinct().Count());
        var fault = Assert.Throws<UsageException>(() =>
            new ArchitectureSearch(Darts, Scored(new Refusing()), SearchFitness.Plain, new SearchOptions { Algorithm = SearchAlgorithm.Exhaustive }));
        Assert.Equal($"darts-shared has {Darts.Size.ToString("N0", CultureInfo.InvariantCulture)} architectures, too many to score every one", fault.Message);
        Assert.EndsWith("that can be enumerated: nasbench201, nasbench-macro, transnas-micro, transnas-macro, pit", fault.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_Stream_HoldsEveryCandidateAndItsImprovements()
    {
        var scored = new List<CandidateScored>();
        var search = new ArchitectureSearch(Darts, Scored(new LocalEvaluator(Images, 2, [Darts])), SearchFitness.Plain, Small);
        await foreach (var one in search.RunAsync())
            scored.Add(one);
        Assert.Equal(search.Candidates, scored.Select(one => one.Candidate));
        Assert.Equal(120, scored.Count);
        Assert.Equal(scored.OrderBy(one => one.Cycle), scored);
        var improvements = scored.Where(one => one.IsBest).ToList();
        Assert.Equal(improvements.OrderBy(one => one.Fitness), improvements);
        Assert.Equal(search.Best, improvements[^1].Candidate);
    }

    [Fact]
    public async Task RunAsync_RankFitness_WeighsMetricsByRanks()
    {
        // Weight on size alone finds what a plain search for size finds; equal weights something between both ends.
        var options = Scoring with { Metrics = ["swap", "parameters"] };
        var size = await RankedAsync(0, 1);
        var score = await RankedAsync(1, 0);
        Assert.Equal(size.Candidates.Max(candidate => candidate.Parameters), size.Best!.Parameters);
        Assert.Equal(score.Candidates.Max(candidate => candidate.LogScore), score.Best!.LogScore);
        Assert.Contains("2 weights", (await Assert.ThrowsAsync<UsageException>(() => RunAsync(Small, 1, SearchFitness.Ranks(1, 1)))).Message, StringComparison.Ordinal);
        Assert.Throws<UsageException>(() => SearchFitness.Ranks(0, 0));

        async Task<ArchitectureSearch> RankedAsync(params double[] weights) => await RunAsync(new ArchitectureSearch(
            Darts, new SearchScoring(Darts, Darts.Tasks[0], new LocalEvaluator(Images, 2, [Darts]), options, (Images.Shape, Images.Fingerprint)),
            SearchFitness.Ranks(weights), Small));
    }

    [Fact]
    public void Constructor_MoreThanTheSpaceHas_IsRefused()
    {
        var space = new NasBench201Space();
        var fault = Assert.Throws<UsageException>(() => new ArchitectureSearch(
            space, Scored(new Refusing()), SearchFitness.Plain, new SearchOptions { Evaluations = 7_000 }));
        Assert.Equal("7000 different architectures are asked for, but nasbench201 has 6466", fault.Message);
    }

    [Fact]
    public void Front_OfPoints_IsWhatNoOtherBeats() => Assert.Equal<(double, double)>(
        [(1, 5), (2, 7), (4, 9)],
        ParetoFront.Find<(double Size, double Value)>([(4, 9), (2, 7), (1, 5), (1, 4), (3, 6), (2, 7), (5, 9)], point => point.Size, point => point.Value));

    [Fact]
    public void Front_IsWhatNoOtherCandidateBeats()
    {
        Candidate[] candidates = [Of(1, 5, 10), Of(2, 7, 10), Of(3, 6, 12), Of(4, 8, 20), Of(5, 8, 19), Of(6, 1, 5)];
        Assert.Equal([6, 2, 5], ParetoFront.Find(candidates, SearchFitness.Plain).Select(candidate => candidate.Number));

        static Candidate Of(int number, double score, long parameters) => new(number, Darts.Named[0].Architecture, [score], parameters, 1);
    }

    [Fact]
    public void Front_BySeveralMetrics_ComparesTheirRanks()
    {
        Candidate[] candidates = [Of(1, [1, 9], 5), Of(2, [2, 1], 10), Of(3, [3, 8], 20)];
        var ranks = SearchFitness.Ranks(1, 1);
        foreach (var candidate in candidates)
            ranks.Add(candidate);
        Assert.Equal([1, 2, 3], ParetoFront.Find(candidates, SearchFitness.Plain).Select(candidate => candidate.Number));
        Assert.Equal([1, 3], ParetoFront.Find(candidates, ranks).Select(candidate => candidate.Number));

        static Candidate Of(int number, double[] scores, long parameters) => new(number, Darts.Named[0].Architecture, [.. scores], parameters, 1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Front_OfARegularisedSearch_LeavesTheFactorOfTheSizeOut(bool isAdaptive)
    {
        var candidate = new Candidate(1, Darts.Named[0].Architecture, [5], 2_000, 1);
        var fitness = isAdaptive ? SearchFitness.Adaptive() : SearchFitness.Regularized(1, 1);
        fitness.Add(candidate);
        Assert.Equal(5, fitness.ScoreOf(candidate));
    }

    [Fact]
    public async Task RunAsync_VariantsOfThePaper_FindLargerNetworksWithLargerMuAndSigma()
    {
        // SWAP-NAS-A, B and C: μ = σ, on the published network, by the parameters of the network that is trained.
        var full = Darts.FullSizes(Darts.Tasks[0])[0];
        var images = BuiltInImages.Natural32.Resize(16).ToBatch(0, 16);
        var sizes = new List<double>();
        foreach (var mu in new[] { 0.9, 1.2, 1.5 })
        {
            var mean = 0.0;
            for (var seed = 0; seed < 3; seed++)
            {
                var scoring = new SearchScoring(Darts, Darts.Tasks[0], new LocalEvaluator(images, 2, [Darts]), Scoring, (images.Shape, images.Fingerprint));
                var search = await RunAsync(new ArchitectureSearch(
                    Darts, scoring, SearchFitness.Regularized(mu, mu), Small with { Seed = seed, Evaluations = 250, Population = 40 }));
                mean += full.Build(search.Best!.Architecture).Parameters / 3.0;
            }

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
            scoring.Remember(candidate.Architecture.Text, candidate.Scores, candidate.Parameters, candidate.Flops, candidate.Errors);
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
            scoring.Remember(cell.Text, [cell.GetHashCode()], 1, 1);
        var search = await RunAsync(new ArchitectureSearch(
            space, scoring, SearchFitness.Plain,
            new SearchOptions { Algorithm = SearchAlgorithm.Random, Evaluations = NasBench201Space.UniqueCells, Population = 100, Mutations = 100 }));
        Assert.InRange(search.Candidates.Count, 5000, NasBench201Space.UniqueCells);
    }

    [Fact]
    public void Validated_EveryViolation_IsNamed()
    {
        var fault = Assert.Throws<UsageException>(() =>
            new SearchOptions { Population = 1, Mutations = 0, Crossover = 2, Evaluations = 0, Budget = new SearchBudget { Parameters = 0 } }.Validated());
        foreach (var part in new[] { "population must be", "mutations must be", "crossover must be", "do not fill", "must be positive" })
            Assert.Contains(part, fault.Message, StringComparison.Ordinal);
        foreach (var tournament in new[] { 1, 21 })
            Assert.Contains("2 … 20 members", Assert.Throws<UsageException>(() => (Small with { Tournament = tournament }).Validated()).Message, StringComparison.Ordinal);
    }

    private static SearchScoring Scored(IEvaluator evaluator) => new(Darts, Darts.Tasks[0], evaluator, Scoring, (Images.Shape, Images.Fingerprint));

    private static Task<ArchitectureSearch> RunAsync(SearchOptions options, int threads, ISearchFitness? fitness = null) =>
        RunAsync(new ArchitectureSearch(Darts, Scored(new LocalEvaluator(Images, threads, [Darts])), fitness ?? SearchFitness.Plain, options));

    private static async Task<ArchitectureSearch> RunAsync(ArchitectureSearch search)
    {
        await foreach (var _ in search.RunAsync())
        {
        }

        return search;
    }

    /// <summary>Scores by a function of the genotype; swap, so that the logarithm of what is given here counts.</summary>
    private static CountingEvaluator Counting(Func<DartsGenotype, double> score) => new(request =>
    {
        var genotype = request.Space == Darts.Name ? (DartsGenotype)Darts.Parse(request.Architecture) : null;
        return new EvaluationResult
        {
            Request = request,
            Metrics = new Dictionary<string, MetricScore> { ["swap"] = new([Math.Exp(score(genotype!))]) },
        };
    });

    /// <summary>A nanosecond a multiply-add.</summary>
    private sealed class Meter
    {
        public bool MayMeasure { get; init; } = true;

        public double Seconds(Network network)
        {
            Assert.True(MayMeasure);
            return network.Flops() * 1e-9;
        }
    }

    private sealed class Clock : TimeProvider
    {
        public long Seconds { get; set; }

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => Seconds;
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
