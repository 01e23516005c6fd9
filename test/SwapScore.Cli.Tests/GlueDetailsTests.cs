using System.Runtime.CompilerServices;
using SwapScore.Evaluation;
using SwapScore.Metrics;
using SwapScore.Spaces;
using SwapScore.Spaces.FlexiBert;
using SwapScore.Statistics;
using SwapScore.Studies;
using SwapScore.Tests;
using SwapScore.Workflows.Studies.Glue;

namespace SwapScore.Cli.Tests;

/// <summary>What the study of FlexiBERT says in words, over the published truth and a metric that counts feed-forward maps.</summary>
public sealed class GlueDetailsTests
{
    [Fact]
    public async Task Findings_PublishedTables_SayWhatTheTablesHold()
    {
        var report = await StudyAsync(isPublished: true, batchSize: 32);
        var details = GlueDetails.Create(report).ToDictionary(detail => detail.Field!);
        var findings = details["findings"].Table.Rows.Select(row => row[0].Full).ToArray();
        Assert.Equal(3, findings.Length);
        Assert.Equal("A number of the encoder itself ranks best: layers × width has Spearman 0.875, the best metric asked for, swap, 0.718.", findings[0]);
        Assert.StartsWith("The kind of operation had no effect that can be seen on the truth: of 24 correlations", findings[1], StringComparison.Ordinal);
        Assert.Contains("it prints Spearman for parameters; near |Pearson| for attention-confidence; |Pearson|, normalised for synaptic-saliency", findings[2], StringComparison.Ordinal);
        Assert.EndsWith("attention-confidence leads the published values with 0.716.", findings[2], StringComparison.Ordinal);

        var tableOne = details["tableOne"].Table.Rows.ToDictionary(row => row[0].Full, row => row.Skip(1).Select(cell => cell.Brief).ToArray());
        Assert.Equal(["0.652", "Spearman", "0.652", "–", "0.590", "–"], tableOne["parameters"]);
        Assert.Equal(["0.031", "|Pearson|, normalised", "0.331", "-0.075", "0.323", "-0.031"], tableOne["activation-distance"]);
    }

    [Fact]
    public async Task Findings_NoPublishedValues_LeaveTableOneOut()
    {
        var details = GlueDetails.Create(await StudyAsync(isPublished: false, batchSize: 8));
        Assert.DoesNotContain(details, detail => detail.Field == "tableOne");
        var findings = details[0].Table.Rows.Select(row => row[0].Full).ToArray();
        Assert.Equal(3, findings.Length);
        Assert.StartsWith("swap is near its end: 8 samples have 256 sign patterns", findings[2], StringComparison.Ordinal);
    }

    /// <summary>The published truth of activation distance counts a recorded value once more for every layer built before it.</summary>
    [Fact]
    public void PublishedActivationDistance_CountsEarlierNetworksToo()
    {
        var table = FlexiBertTruth.Read(TestData.Find("tables/BERT_benchmark.json"), "glue", TestData.Find("tables/BERT_results_activation.csv"));
        var layersBefore = 26;
        foreach (var (index, row) in table.Rows.Index())
        {
            var encoder = FlexiBertArchitecture.Parse(row.Architecture);
            if (index == 365) layersBefore = 0;
            layersBefore += encoder.Layers.Length;
            var recorded = row.Published["activation-distance"] / row.Published["activation-distance-normalized"];
            Assert.Equal(layersBefore * encoder.Layers.Sum(layer => layer.FeedForwardCount), recorded, 1e-3);
        }
    }

    /// <summary>The published softmax confidence is a constant for every attention layer and one for every transform layer of its heads.</summary>
    [Fact]
    public void PublishedSoftmaxConfidence_CountsTransformLayers()
    {
        var table = FlexiBertTruth.Read(TestData.Find("tables/BERT_benchmark.json"), "glue", TestData.Find("tables/BERT_results_activation.csv"));
        var predicted = table.Rows.Select(row => FlexiBertArchitecture.Parse(row.Architecture).Layers.Sum(layer =>
            layer.Operation is FlexiBertOperation.Fourier or FlexiBertOperation.Cosine
                ? 1 - Math.Pow(1 - layer.Heads / 256.0, layer.Heads)
                : 1 / 512.0)).ToArray();
        Assert.InRange(Pearson.Compute(predicted, [.. table.Rows.Select(row => row.Published["head-softmax-confidence"])]), 0.9999, 1);
    }

    private static Task<StudyReport> StudyAsync(bool isPublished, int batchSize)
    {
        var published = isPublished ? TestData.Find("tables/BERT_results_activation.csv") : null;
        var table = FlexiBertTruth.Read(TestData.Find("tables/BERT_benchmark.json"), "glue", published);
        var entries = StudyEntries.Parse(table.Rows, [], SearchSpaces.Find("flexibert")).Usable;
        var definition = new StudyDefinition
        {
            Study = "flexibert",
            Space = "flexibert",
            Options = new EvaluationOptions { Metrics = ["swap"], Repeats = 1 },
            BatchSize = batchSize,
            BatchFingerprint = "texts",
            TruthFingerprint = "truth",
            Version = "test",
        };
        return new StudyRunner(new CountingEvaluator(), TimeProvider.System).RunAsync(definition, entries, cancellation: TestContext.Current.CancellationToken);
    }

    /// <summary>Scores everything by the number of feed-forward maps.</summary>
    private sealed class CountingEvaluator : IEvaluator
    {
        public async IAsyncEnumerable<EvaluationResult> EvaluateAsync(
            IReadOnlyList<EvaluationRequest> requests, [EnumeratorCancellation] CancellationToken cancellation = default)
        {
            foreach (var request in requests)
            {
                await Task.Yield();
                var maps = FlexiBertArchitecture.Parse(request.Architecture).Layers.Sum(layer => layer.FeedForwardCount);
                yield return new EvaluationResult { Request = request, Metrics = request.Options.Metrics.ToDictionary(metric => metric, _ => new MetricScore([100 * maps])) };
            }
        }
    }
}
