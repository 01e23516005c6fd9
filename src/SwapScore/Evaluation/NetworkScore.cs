using System.Globalization;

namespace SwapScore.Evaluation;

/// <summary>The score of one network, as <see cref="Scorer"/> returns it.</summary>
/// <param name="Name">What was scored, as it was given: the text of an architecture, the name of a network, a file.</param>
/// <param name="Result">All metrics, sizes and times.</param>
public sealed record NetworkScore(string Name, EvaluationResult Result)
{
    /// <summary>What <see cref="Mean"/> is of: the name of a metric, or the text of an aggregate. Default: the first metric of the request.</summary>
    public string Metric
    {
        get => field ?? Result.Request.Options.Metrics[0];
        init;
    }

    /// <summary>The mean of <see cref="Metric"/> over all repeats; NaN where there is none.</summary>
    public double Mean => Score?.Mean ?? double.NaN;

    /// <summary>The standard error of <see cref="Mean"/>; NaN where there is none.</summary>
    public double StandardError => Score?.StandardError ?? double.NaN;

    /// <summary>Why something is missing, in one line; null when nothing is.</summary>
    public string? Failure => Result.Missing;

    private Metrics.MetricScore? Score => Result.Metrics.GetValueOrDefault(Metric);

    /// <summary>The score for people: <c>DARTS_V2: 8063.2 ± 12.1</c>.</summary>
    public override string ToString() =>
        Score is null ? $"{Name}: {Failure}" : string.Create(CultureInfo.InvariantCulture, $"{Name}: {Mean:F1} ± {StandardError:F1}");
}
