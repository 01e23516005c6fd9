using SwapScore.Evaluation;
using SwapScore.Metrics;
using SwapScore.Metrics.Aggregates;
using SwapScore.Randomness;
using SwapScore.Search;
using SwapScore.Tests.Studies;

namespace SwapScore.Tests.Search;

public sealed class AggregateFitnessTests
{
    private static readonly string[] Metrics = ["swap", "depth", "live-flops"];

    /// <summary>After every candidate the fitness of all is what the pool of all gives, to the last bit.</summary>
    [Theory]
    [InlineData("rank(depth,swap^2,live-flops)")]
    [InlineData("product(depth,swap^0.5,live-flops^-0.5)")]
    public void Of_GrowingPool_IsThatOfThePool(string text)
    {
        var aggregate = MetricExpression.Parse(text, MetricCatalog.Standard);
        var fitness = SearchFitness.Aggregate(aggregate, Metrics);
        var draw = RandomKey.FromSeed(3).Draw();
        var (candidates, results) = (new List<Candidate>(), new List<EvaluationResult>());
        for (var i = 0; i < 40; i++)
        {
            double[] values = [1 + draw.Next(5), i % 7 == 3 ? double.PositiveInfinity : 1 + draw.Next(4), 1 + draw.Next(6)];
            candidates.Add(new Candidate(i + 1, new ToyArchitecture(i + 1), [Math.Log(values[0]), values[1], values[2]], 0, 0));
            results.Add(new EvaluationResult
            {
                Request = new EvaluationRequest("toys", $"{i}", new EvaluationOptions { Metrics = [.. Metrics] }, "b"),
                Metrics = Metrics.Zip(values).ToDictionary(pair => pair.First, pair => new MetricScore([pair.Second])),
            });
            fitness.Add(candidates[^1]);
            var pool = results.WithAggregates([aggregate]);
            foreach (var (candidate, result) in candidates.Zip(pool))
                Assert.Equal(result.Metrics.GetValueOrDefault(text)?.RankValue ?? double.NegativeInfinity, fitness.Of(candidate));
        }

        Assert.Equal(PoolScores.Agreements(results, aggregate), SearchFitness.Agreements(aggregate, Metrics, candidates));
        Assert.Equal(text, fitness.Description);
    }

    /// <summary>A score that is not finite says that something went wrong in the network, so it never wins.</summary>
    [Theory]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void Of_ScoreThatIsNotFinite_IsBelowAllOthers(double broken)
    {
        Candidate[] candidates =
        [
            .. new[] { 3, broken, 1, 2 }.Select((score, i) => new Candidate(i + 1, new ToyArchitecture(i + 1), [score, i], 1, 1)),
        ];
        string[] metrics = ["depth", "live-flops"];
        foreach (var fitness in (ISearchFitness[])
        [
            SearchFitness.Plain, SearchFitness.Ranks(1, 0), SearchFitness.Aggregate(MetricExpression.Parse("rank(depth^9,live-flops)", MetricCatalog.Standard), metrics),
        ])
        {
            foreach (var candidate in candidates)
                fitness.Add(candidate);
            Assert.Equal([1, 4, 3, 2], candidates.FittestFirst(fitness).Select(candidate => candidate.Number));
        }
    }

    [Theory]
    [InlineData("rank(swap,nwot)", "rank(swap,nwot) needs nwot, and candidates are scored by swap, depth, live-flops")]
    [InlineData("swap", "swap is one metric, not an aggregate")]
    public void Aggregate_WhatCannotBe_IsRefused(string text, string message) => Assert.Equal(
        message, Assert.Throws<UsageException>(() => SearchFitness.Aggregate(MetricExpression.Parse(text, MetricCatalog.Standard), Metrics)).Message);
}
