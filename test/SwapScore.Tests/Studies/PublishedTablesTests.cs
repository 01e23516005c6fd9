using System.Globalization;
using SwapScore.Data;
using SwapScore.Evaluation;
using SwapScore.Metrics.Swap;
using SwapScore.Spaces;
using SwapScore.Statistics;
using SwapScore.Truth;

namespace SwapScore.Tests.Studies;

/// <summary>Correlations on the published zero-cost tables: one initialisation, batch size 16, against Table IV of the paper.</summary>
public sealed class PublishedTablesTests
{
    [Theory(Explicit = true)]
    [InlineData("nasbench201", "cifar10", "cifar10/data_batch_1.bin", 0.79)]
    [InlineData("nasbench201", "cifar100", "cifar100/train.bin", 0.81)]
    [InlineData("nasbench201", "ImageNet16-120", "imagenet16/train_data_batch_1", 0.76)]
    [InlineData("nasbench301", "cifar10", "cifar10/data_batch_1.bin", 0.565)]
    public async Task Swap_Table_ReachesThePaper(string space, string task, string data, double least)
    {
        var (truth, results) = await ScoreAsync(space, task, data, 1, new EvaluationOptions { Metrics = ["swap"], Repeats = 1 });
        var spearman = Spearman.Compute(Array.ConvertAll(results, result => result.Metrics["swap"].RankValue), truth);
        Assert.True(spearman >= least, spearman.ToString(CultureInfo.InvariantCulture));
    }

    [Fact(Explicit = true)]
    public async Task SwapRegularized_NasBench201_GainsBySizeAndLosesByTheLiteralReading()
    {
        var space = SearchSpaces.Find("nasbench201");
        var sizes = new SizeDistribution(SpaceSizes.Draw(space, space.Tasks[0], space.Tasks[0].Input));
        var options = new EvaluationOptions { Metrics = ["swap", "swap-regularised"], Repeats = 1 };
        var (rewarding, literal) = (sizes.SizeRewarding, sizes.Literal);
        var (truth, gained) = await ScoreAsync(
            space.Name, "cifar10", "cifar10/data_batch_1.bin", 2, options with { Mu = rewarding.Mu, Sigma = rewarding.Sigma });
        var (_, lost) = await ScoreAsync(space.Name, "cifar10", "cifar10/data_batch_1.bin", 2, options with { Mu = literal.Mu, Sigma = literal.Sigma });

        var plain = Spearman.Compute(Array.ConvertAll(gained, result => result.Metrics["swap"].RankValue), truth);
        Assert.InRange(Spearman.Compute(Array.ConvertAll(gained, result => result.Metrics["swap-regularised"].RankValue), truth), plain + 0.03, 1);
        Assert.InRange(Spearman.Compute(Array.ConvertAll(lost, result => result.Metrics["swap-regularised"].RankValue), truth), -1, 0.4);
    }

    private static async Task<(double[] Truth, EvaluationResult[] Results)> ScoreAsync(
        string name, string task, string data, int step, EvaluationOptions options)
    {
        var space = SearchSpaces.Find(name);
        var batch = DataSource.Load(TestData.Find(data), 16);
        var rows = ZeroCostTruth.Read(TestData.Find($"tables/zc_{name}.json"), task).Rows.Where((_, i) => i % step == 0).ToArray();
        var requests = rows.Select(row => new EvaluationRequest(name, row.Architecture, options, batch.Fingerprint) { Task = task }).ToArray();
        var results = new List<EvaluationResult>();
        await foreach (var result in new LocalEvaluator(batch, Environment.ProcessorCount, [space]).EvaluateAsync(requests))
            results.Add(result);
        return (Array.ConvertAll(rows, row => row.Value), [.. results]);
    }
}
