using System.Text.Json.Nodes;
using SwapScore.Evaluation;
using SwapScore.Metrics;
using SwapScore.Networks;
using SwapScore.Search;
using SwapScore.Search.Objectives;
using SwapScore.Spaces.Darts;
using SwapScore.Storage;

namespace SwapScore.Tests.Search;

/// <summary>Searches that weigh a score against costs: the score is the number of 5×5 convolutions plus half that of 3×3 ones.</summary>
public sealed class ObjectiveSearchTests
{
    private static readonly DartsSpace Darts = new(DartsVariant.SharedCell);

    private static readonly SearchOptions Small = new()
    {
        Population = 20,
        Evaluations = 160,
        Algorithm = SearchAlgorithm.Nsga2,
        Objectives = [SearchObjective.Score, SearchObjective.Parameters, SearchObjective.Flops],
    };

    [Fact]
    public async Task Front_HoldsExactlyWhatNoCandidateBeats()
    {
        var search = await RunAsync(Create(Small));
        var values = search.Candidates.Select(candidate => new[] { -candidate.LogScore, Build(candidate).Parameters, Build(candidate).Flops() }).ToList();
        Assert.Equal(values, search.Candidates.Select(candidate => search.ObjectivesOf(candidate).ToArray()));
        var unbeaten = values.Where(value => !values.Exists(other => NonDomination.Dominates(other, value))).Select(value => string.Join(' ', value)).Distinct().Order();
        Assert.Equal(unbeaten, search.Front.Select(candidate => string.Join(' ', search.ObjectivesOf(candidate))).Order());
        Assert.InRange(search.Population.Count, 2, 20);
    }

    [Fact]
    public async Task FrontOverTime_NeverShrinksAndStaysBelowOne()
    {
        var shares = (await RunAsync(Create(Small))).FrontOverTime();
        Assert.Equal(160, shares[^1].Evaluations);
        Assert.Equal(shares.OrderBy(moment => moment.Share), shares);
        Assert.InRange(shares[^1].Share, 0.01, 1);
    }

    [Fact]
    public async Task Nsga2_CoversMoreThanRandomDraws()
    {
        var wins = 0;
        for (var seed = 0; seed < 5; seed++)
        {
            var evolved = Values(await RunAsync(Create(Small with { Seed = seed })));
            var drawn = Values(await RunAsync(Create(Small with { Seed = seed, Algorithm = SearchAlgorithm.Random })));
            double[] worst = [.. Enumerable.Range(0, 3).Select(i => evolved.Concat(drawn).Max(value => value[i]))];
            if (Hypervolume.Of(evolved, worst) > Hypervolume.Of(drawn, worst)) wins++;
        }

        Assert.True(wins >= 4, $"{wins} of 5");

        static List<double[]> Values(ArchitectureSearch search) => [.. search.Front.Select(candidate => search.ObjectivesOf(candidate).ToArray())];
    }

    [Fact]
    public async Task Latency_IsMeasuredOncePerCandidateAndKept()
    {
        var options = Small with { Evaluations = 50, Objectives = [SearchObjective.Score, SearchObjective.Latency] };
        var folder = Directory.CreateTempSubdirectory("swapscore").FullName;
        var configuration = new JsonObject { ["schemaVersion"] = JsonText.SchemaVersion };
        var search = Create(options, network => network.Flops() * 1e-9);
        using (var history = SearchHistory.Open(folder, configuration, [], RunStart.New, options.MeasuresLatency))
            await RunAsync(search, history);
        Assert.Equal(
            search.Candidates.Select(candidate => candidate.Architecture.Text).Order(),
            File.ReadLines(Path.Combine(folder, "latencies.jsonl")).Select(line => JsonNode.Parse(line)!["architecture"]!.GetValue<string>()).Order());

        var again = Create(options, _ => throw new InvalidOperationException("Measured again."));
        using (var history = SearchHistory.Open(folder, configuration, [], RunStart.Resume, options.MeasuresLatency))
            await RunAsync(again, history);
        Directory.Delete(folder, recursive: true);
        Assert.Equal(search.Front, again.Front);
    }

    [Fact]
    public void Nsga2_WithoutObjectives_WeighsScoreAndParameters() => Assert.Equal(
        [SearchObjective.Score, SearchObjective.Parameters], (Small with { Objectives = [] }).Validated().Objectives);

    [Theory]
    [InlineData("the score and at least one more", SearchObjective.Score)]
    [InlineData("the score and at least one more", SearchObjective.Flops, SearchObjective.Memory)]
    [InlineData("stands twice", SearchObjective.Score, SearchObjective.Flops, SearchObjective.Flops)]
    public void Validated_ObjectivesThatAreNone_SaysWhy(string part, params SearchObjective[] objectives) => Assert.Contains(
        part, Assert.Throws<UsageException>(() => (Small with { Objectives = [.. objectives] }).Validated()).Message, StringComparison.Ordinal);

    private static ArchitectureSearch Create(SearchOptions options, Func<Network, double>? latency = null)
    {
        var evaluator = new CountingEvaluator(request => new EvaluationResult
        {
            Request = request,
            Metrics = new Dictionary<string, MetricScore> { ["swap"] = new([Math.Exp(Score((DartsGenotype)Darts.Parse(request.Architecture)))]) },
        });
        var scoring = new SearchScoring(Darts, Darts.Tasks[0], evaluator, new EvaluationOptions { Repeats = 1 }, (new Shape(3, 8, 8), "none"));
        return new ArchitectureSearch(Darts, scoring, SearchFitness.Plain, options, latency);
    }

    private static double Score(DartsGenotype genotype) => genotype.Normal.Edges.Sum(edge => edge.Operation switch
    {
        DartsOperation.SepConv5x5 => 1.0,
        DartsOperation.SepConv3x3 => 0.5,
        _ => 0,
    });

    private static async Task<ArchitectureSearch> RunAsync(ArchitectureSearch search, SearchHistory? history = null)
    {
        await foreach (var _ in search.RunAsync(history))
        {
        }

        return search;
    }

    /// <summary>The network that is trained, for costs counted by the test itself.</summary>
    private static Network Build(Candidate candidate) => Darts.FullSizes(Darts.Tasks[0])[0].Build(candidate.Architecture);
}
