using System.Globalization;
using SwapScore.Data;
using SwapScore.Evaluation;
using SwapScore.Metrics;
using SwapScore.Spaces;

namespace SwapScore.Samples;

/// <summary>A metric of gradients of your own: by how much of its length a step against the gradient would change each layer.</summary>
public static class RelativeStep
{
    /// <summary>The entry of the catalogue.</summary>
    public static Metric Metric { get; } = Metric.FromGradients(
        new MetricDescription(
            "relative-step", "Mean over the layers of the length of the gradient over that of the weights.",
            MetricDirection.HigherIsBetter, MetricNeeds.Gradients, "a sample"),
        weights => weights.Average(weight => Length(weight.Gradient.Span) / Length(weight.Values.Span)));

    private static double Length(ReadOnlySpan<float> values)
    {
        var sum = 0.0;
        foreach (var value in values)
            sum += (double)value * value;
        return Math.Sqrt(sum);
    }
}

/// <summary>Scores two cells by a metric of gradients of your own, beside one of the library; the engine computes the gradients.</summary>
public static class CustomGradientMetricSample
{
    private static readonly string[] Cells =
    [
        "|nor_conv_3x3~0|+|nor_conv_1x1~0|avg_pool_3x3~1|+|skip_connect~0|none~1|nor_conv_3x3~2|",
        "|avg_pool_3x3~0|+|none~0|avg_pool_3x3~1|+|skip_connect~0|none~1|avg_pool_3x3~2|",
    ];

    /// <summary>Runs the sample.</summary>
    public static async Task RunAsync(TextWriter output)
    {
        var space = SearchSpaces.Find("nasbench201");
        var batch = BuiltInImages.Natural32.Resize(16).ToBatch(0, 8).WithLabels([0, 1, 2, 3, 0, 1, 2, 3]);
        var options = new EvaluationOptions { Metrics = [RelativeStep.Metric.Name, "grad-norm"], Repeats = 2 };
        await using var evaluator = new LocalEvaluator(batch, 2, [space], MetricCatalog.Standard.With(RelativeStep.Metric));
        var requests = Cells.Select(cell => new EvaluationRequest(space.Name, cell, options, batch.Fingerprint)).ToList();
        await foreach (var result in evaluator.EvaluateAsync(requests))
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"relative-step {result.Metrics["relative-step"].Mean:F5}, grad-norm {result.Metrics["grad-norm"].Mean:F5}"));
    }
}
