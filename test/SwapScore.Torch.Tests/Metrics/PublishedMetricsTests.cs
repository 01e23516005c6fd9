using SwapScore.Evaluation;
using SwapScore.Spaces;
using SwapScore.Statistics;
using SwapScore.Tests;
using SwapScore.Truth;

namespace SwapScore.Torch.Tests.Metrics;

/// <summary>Our metrics of gradients rank NAS-Bench-201 cells as the published tables do: other weights, other images, the same order.</summary>
public sealed class PublishedMetricsTests
{
    private const int EveryRow = 12;

    [Fact(Explicit = true)]
    public async Task Metrics_RowsOfThePublishedTable_AreRankedAlike()
    {
        var space = SearchSpaces.Find("nasbench201");
        var images = Data.DataSource.LoadImages(TestData.Find("cifar10/data_batch_1.bin"), 32);
        var batch = TaskBatch.Create(space.Tasks[0], images, 32);
        var rows = ZeroCostTruth.Read(TestData.Find("tables/zc_nasbench201.json"), "cifar10").Rows.Where((_, i) => i % EveryRow == 0).ToArray();
        var bounds = new Dictionary<string, (string Table, double Least)>
        {
            ["synflow"] = ("synflow", .95),
            ["snip"] = ("snip", .85),
            ["grad-norm"] = ("grad_norm", .85),
            ["fisher-faithful"] = ("fisher", .85),
            ["jacov"] = ("jacov", .85),
        };
        var options = new EvaluationOptions { Metrics = [.. bounds.Keys], Repeats = 1 };
        var requests = rows.Select(row => new EvaluationRequest(space.Name, row.Architecture, options, batch.Fingerprint)).ToArray();
        var evaluator = new GradientEvaluator(batch, Environment.ProcessorCount, [space]);
        var results = new List<EvaluationResult>();
        await foreach (var result in evaluator.EvaluateAsync(requests, TestContext.Current.CancellationToken))
            results.Add(result);
        Assert.All(results, result => Assert.Null(result.Missing));

        var found = bounds.Select(bound =>
        {
            var pairs = rows.Zip(results)
                .Where(pair => pair.First.Published.ContainsKey(bound.Value.Table) && pair.Second.Failure is null && !double.IsNaN(pair.Second.Metrics[bound.Key].Mean))
                .Select(pair => (Ours: pair.Second.Metrics[bound.Key].Mean, Theirs: pair.First.Published[bound.Value.Table])).ToArray();
            var spearman = Spearman.Compute(Array.ConvertAll(pairs, pair => pair.Ours), Array.ConvertAll(pairs, pair => pair.Theirs));
            return (Text: FormattableString.Invariant($"{bound.Key} {spearman:F3} of {pairs.Length}"), IsEnough: spearman >= bound.Value.Least && pairs.Length > rows.Length * .9);
        }).ToArray();
        var text = string.Join("; ", found.Select(one => one.Text));
        TestContext.Current.TestOutputHelper?.WriteLine(text);
        Assert.True(found.All(one => one.IsEnough), text);
    }
}
