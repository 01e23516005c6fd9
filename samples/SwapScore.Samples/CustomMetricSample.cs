using System.Globalization;
using SwapScore.Data;
using SwapScore.Engine;
using SwapScore.Evaluation;
using SwapScore.Metrics;
using SwapScore.Networks;
using SwapScore.Onnx;
using SwapScore.Onnx.Export;
using SwapScore.Onnx.Samples;
using SwapScore.Spaces;
using SwapScore.Weights;

namespace SwapScore.Samples;

/// <summary>A forward metric of your own: the share of all activation values that are positive.</summary>
public sealed class PositiveShare : IForwardMeasure
{
    /// <summary>The entry of the catalogue.</summary>
    public static Metric Metric { get; } = Metric.FromMeasure(
        new MetricDescription(
            "positive-share", "Share of activation values that are positive.", MetricDirection.HigherIsBetter, MetricNeeds.ForwardPass, "a sample"),
        new PositiveShare());

    /// <inheritdoc/>
    public bool TakesGroups => true;

    /// <inheritdoc/>
    public Func<Node, bool> Observed(Network network) => node => node.Operation.Signs != SignRange.None;

    /// <inheritdoc/>
    public IRepeatObserver Start(Network network, int samples, int groupSize) => new Observer();

    private sealed class Observer : IRepeatObserver
    {
        private long _positive;
        private long _all;

        public void Observe(in Activation activation)
        {
            for (var sample = 0; sample < activation.Samples; sample++)
            {
                var values = activation.Sample(sample);
                for (var neuron = 0; neuron < values.Length; neuron++)
                    if (values[neuron] > 0)
                        _positive++;
                _all += values.Length;
            }
        }

        public double Finish()
        {
            var share = (double)_positive / _all;
            (_positive, _all) = (0, 0);
            return share;
        }
    }
}

/// <summary>Scores a cell, and the same network as an ONNX file, by a metric of your own.</summary>
public static class CustomMetricSample
{
    private const string Cell = "|nor_conv_3x3~0|+|nor_conv_1x1~0|avg_pool_3x3~1|+|skip_connect~0|none~1|nor_conv_3x3~2|";

    /// <summary>Runs the sample.</summary>
    public static async Task RunAsync(TextWriter output)
    {
        var catalog = MetricCatalog.Standard.With(PositiveShare.Metric);
        var options = new EvaluationOptions { Metrics = [PositiveShare.Metric.Name, "swap"], Repeats = 1 };
        var space = SearchSpaces.Find("nasbench201");
        var images = BuiltInImages.Natural32.Resize(16);
        var batch = images.ToBatch(0, 16);
        await WriteAsync("engine", new LocalEvaluator(batch, 2, [space], catalog), new EvaluationRequest(space.Name, Cell, options, batch.Fingerprint));

        // The file holds the weights of the first repeat, and keeps them.
        var folder = Directory.CreateTempSubdirectory("swapscore");
        var file = Path.Combine(folder.FullName, "cell.onnx");
        try
        {
            var network = space.BuildScoringNetwork(space.Parse(Cell), space.Tasks[0], batch.Shape);
            OnnxExport.Save(network, new OnnxExportOptions { Normalization = NormalizationMode.Running }, file);
            var samples = SampleSource.Real("built-in", images.Resize, _ => throw new UsageException("no texts"), new SampleOptions { Count = batch.Size });
            var evaluator = new OnnxEvaluator(samples, 2, catalog: catalog);
            await WriteAsync("ONNX", evaluator, evaluator.CreateRequest(file, options with { Initializer = Initializers.Keep }));
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        async Task WriteAsync(string name, IEvaluator evaluator, EvaluationRequest request)
        {
            await foreach (var result in evaluator.EvaluateAsync([request]))
                output.WriteLine(string.Create(
                    CultureInfo.InvariantCulture, $"{name}: positive-share {result.Metrics["positive-share"].Mean:F5}, swap {result.Metrics["swap"].Mean}"));
        }
    }
}
