using CsCheck;
using SwapScore.Evaluation;
using SwapScore.Metrics;
using SwapScore.Metrics.Aggregates;
using SwapScore.Statistics;

namespace SwapScore.Tests.Evaluation;

public sealed class PoolScoresTests
{
    private static readonly MetricDescription Lower =
        new("lower", "Lower is better.", MetricDirection.LowerIsBetter, MetricNeeds.Structure, "here");

    // Ties, and everything that is not a number to rank.
    private static readonly Gen<double?> Value = Gen.Frequency(
        (6, Gen.Int[0, 5].Select(value => (double?)value)), (1, Gen.Int[0, 3].Select(i => i switch { 0 => (double?)null, 1 => double.NaN, 2 => double.PositiveInfinity, _ => double.NegativeInfinity })));

    [Fact]
    public void Rank_AnyValues_IsTheSumOfLogRanksMadeByHand() =>
        Gen.Select(Value, Value).Array[1, 30].ForAll(pool =>
        {
            var scores = Score("rank(swap,lower^2)", pool);
            for (var i = 0; i < pool.Length; i++)
            {
                var expected = Math.Log(SlowRank([.. pool.Select(pair => pair.Item1)], i, sign: 1) / pool.Length)
                    + 2 * Math.Log(SlowRank([.. pool.Select(pair => pair.Item2)], i, sign: -1) / pool.Length);
                Assert.Equal(expected, scores[i]!.RankValue, 1e-12);
            }
        });

    [Fact]
    public void Product_PositiveValues_IsThatOfThePowers() =>
        Gen.Select(Gen.Double[1e-3, 1e3], Gen.Double[1e-3, 1e3]).Array[1, 20].ForAll(pool =>
        {
            var scores = Score("product(swap^1.5,lower^0.5)", [.. pool.Select(pair => ((double?)pair.Item1, (double?)pair.Item2))]);
            for (var i = 0; i < pool.Length; i++)
            {
                var expected = Math.Pow(pool[i].Item1, 1.5) / Math.Sqrt(pool[i].Item2);
                Assert.Equal(1, scores[i]!.Mean / expected, 1e-12);
                Assert.Equal(Math.Log(expected), scores[i]!.RankValue, 1e-10);
            }
        });

    [Fact]
    public void Product_ZeroFactor_IsZeroAndLast()
    {
        var scores = Score("product(swap,depth)", [(0, 3), (2, 3)]);
        Assert.Equal(0, scores[0]!.Mean);
        Assert.Equal(double.NegativeInfinity, scores[0]!.RankValue);
        Assert.Equal(6, scores[1]!.Mean, 1e-12);
    }

    [Theory]
    [InlineData("product(swap,depth)", -2.0, "swap is -2, and a product takes numbers of at least 0")]
    [InlineData("product(swap^-1,depth)", 0.0, "swap is 0, and a product takes positive numbers")]
    [InlineData("product(swap,depth)", double.PositiveInfinity, "swap is Infinity, and a product takes numbers of at least 0")]
    [InlineData("product(swap,depth)", null, "swap has no value")]
    public void Product_ImpossibleFactor_IsUndefinedWithItsReason(string text, double? value, string reason)
    {
        var aggregate = Parse(text);
        var result = Results(aggregate, [(value, 3)]).WithAggregates([aggregate])[0];
        Assert.Equal(reason, result.Undefined[aggregate.Text]);
        Assert.DoesNotContain(aggregate.Text, result.Metrics);
    }

    [Fact]
    public void Product_UnderflownMetric_TakesItsLogarithm()
    {
        var aggregate = Parse("product(swap-regularised,depth^2)");
        var result = Results(aggregate, [(0, 3)])[0] with
        {
            Metrics = new Dictionary<string, MetricScore> { ["swap-regularised"] = new([0, 0], -2000), ["depth"] = new([3]) },
        };
        Assert.Equal(-2000 + 2 * Math.Log(3), result.With(aggregate).RankValue, 1e-10);
    }

    [Fact]
    public void WithAggregates_FailedNetwork_IsNoPartOfThePool()
    {
        var aggregate = Parse("rank(swap,depth)");
        var results = Results(aggregate, [(1, 1), (2, 2)]);
        var failed = new EvaluationResult { Request = results[0].Request, Failure = "it" };
        var scored = ((IReadOnlyList<EvaluationResult>)[results[0], failed, results[1]]).WithAggregates([aggregate]);
        Assert.Same(failed, scored[1]);
        Assert.Equal(2 * Math.Log(0.5), scored[0].Metrics[aggregate.Text].Mean, 1e-12);
        Assert.Equal(0, scored[2].Metrics[aggregate.Text].Mean);
    }

    [Fact]
    public async Task By_ScoresOfNetworks_AreThoseOfTheirMetrics()
    {
        await using var scorer = new Scorer(new ScorerOptions { Evaluation = new EvaluationOptions { Metrics = ["swap", "independence", "live-flops"], Repeats = 2 } });
        var scores = await scorer.ScoreAsync("nasbench201", ["RESNET", "ALL_CONV3X3"], cancellation: TestContext.Current.CancellationToken);
        var products = scores.By(Parse("product(swap^0.5,independence^0.5,live-flops^0.5)"));
        foreach (var (score, product) in scores.Zip(products))
        {
            var metrics = score.Result.Metrics;
            Assert.Equal(1, product.Mean / Math.Sqrt(metrics["swap"].Mean * metrics["independence"].Mean * metrics["live-flops"].Mean), 1e-12);
            Assert.Equal(score.Name, product.Name);
        }
    }

    [Fact]
    public void Agreements_OfRanks_AreCorrelationsWithTheRest()
    {
        (double?, double?)[] pool = [(1, 9), (2, 7), (3, 8), (4, 5), (5, 6), (6, 1)];
        var aggregate = Parse("rank(swap,depth)");
        var agreements = PoolScores.Agreements(Results(aggregate, pool), aggregate);
        var expected = Spearman.Compute([.. pool.Select(pair => pair.Item1!.Value)], [.. pool.Select(pair => pair.Item2!.Value)]);
        Assert.Equal(["swap", "depth"], agreements.Select(one => one.Metric));
        Assert.All(agreements, one => Assert.Equal(expected, one.Spearman, 1e-12));
        Assert.All(agreements, one => Assert.True(one.IsDisagreement));
        Assert.StartsWith("swap disagrees with the rest of rank(swap,depth): Spearman -0.", TermAgreement.Sentences(aggregate.Text, agreements).First(), StringComparison.Ordinal);
        Assert.All(PoolScores.Agreements(Results(aggregate, pool[..4]), aggregate), one => Assert.True(double.IsNaN(one.Spearman)));
    }

    private static double SlowRank(double?[] values, int place, int sign)
    {
        double Ranked(double? value) => value is { } number && double.IsFinite(number) ? sign * number : double.NegativeInfinity;
        var own = Ranked(values[place]);
        return values.Count(value => Ranked(value) < own) + (values.Count(value => Ranked(value) == own) + 1) / 2.0;
    }

    private static MetricScore?[] Score(string text, IReadOnlyList<(double? First, double? Second)> pool)
    {
        var aggregate = Parse(text);
        return [.. Results(aggregate, pool).WithAggregates([aggregate]).Select(result => result.Metrics.GetValueOrDefault(aggregate.Text))];
    }

    private static IReadOnlyList<EvaluationResult> Results(MetricExpression aggregate, IReadOnlyList<(double? First, double? Second)> pool)
    {
        var names = aggregate.Metrics.ToList();
        return
        [
            .. pool.Select((pair, i) => new EvaluationResult
            {
                Request = new EvaluationRequest("toys", $"{i}", new EvaluationOptions { Metrics = [.. names] }, "b"),
                Metrics = names.Zip([pair.First, pair.Second]).Where(one => one.Second is not null).ToDictionary(one => one.First, one => new MetricScore([one.Second!.Value])),
            }),
        ];
    }

    private static MetricExpression Parse(string text) => MetricExpression.Parse(text, MetricCatalog.Standard, name => name == "lower" ? Lower : null);
}

file static class Results
{
    public static MetricScore With(this EvaluationResult result, MetricExpression aggregate) =>
        ((IReadOnlyList<EvaluationResult>)[result]).WithAggregates([aggregate])[0].Metrics[aggregate.Text];
}
