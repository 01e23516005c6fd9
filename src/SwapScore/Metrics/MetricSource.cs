namespace SwapScore.Metrics;

/// <summary>A kind of networks as far as metrics are concerned: what it offers to them.</summary>
/// <param name="Name">Name for people, for example <c>an ONNX model</c>.</param>
/// <param name="Offers">What metrics may need of it.</param>
public sealed record MetricSource(string Name, MetricRequirements Offers)
{
    private static readonly (MetricRequirements Requirement, string Text)[] Texts =
    [
        (MetricRequirements.OwnInputs, "inputs of its own in place of the samples"),
        (MetricRequirements.InnerValues, "values other than those of activation functions"),
        (MetricRequirements.BenchmarkWeights, "the weights the networks of a benchmark are trained from"),
        (MetricRequirements.EncoderParts, "the queries, keys and tokens of an encoder of a search space"),
        (MetricRequirements.Operations, "the network as operations of a search space"),
        (MetricRequirements.Labels, "the class of every sample and the loss of the task"),
        (MetricRequirements.Gradients, "gradients"),
        (MetricRequirements.MultiplyAdds, "the multiply-adds of every operation"),
    ];

    /// <summary>Why a metric cannot be computed of these networks; null when it can.</summary>
    /// <param name="metric">The metric.</param>
    public string? Refusal(Metric metric)
    {
        ArgumentNullException.ThrowIfNull(metric);
        var missing = metric.Requirements & ~Offers;
        return missing == 0 ? null
            : $"{metric.Name} cannot be computed of {Name}: it needs {string.Join(" and ", Texts.Where(text => missing.HasFlag(text.Requirement)).Select(text => text.Text))}";
    }
}
