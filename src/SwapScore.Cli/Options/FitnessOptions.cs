using SwapScore.Metrics.Aggregates;
using SwapScore.Workflows.Search;

namespace SwapScore.Cli.Options;

/// <summary><c>--fitness</c> and <c>--weights</c>: what is maximised.</summary>
internal sealed class FitnessOptions
{
    private readonly Option<FitnessKind> _fitness = ParsedOption.Choice(
        "--fitness",
        "What to maximise: regularised (the score with --mu and --sigma), plain (the score alone), adaptive (μ and σ follow the search), or ranks (by all metrics); default: regularised for swap, plain for other metrics",
        ("regularised", FitnessKind.Regularized), ("plain", FitnessKind.Plain), ("adaptive", FitnessKind.Adaptive), ("ranks", FitnessKind.Ranks));
    private readonly Option<double[]> _weights = ParsedOption.Numbers("--weights", "One weight per metric, for --fitness ranks; default: equal weights");

    /// <summary>Both.</summary>
    public IReadOnlyList<Option> All => [_fitness, _weights];

    /// <summary>The metric of a command line that names none.</summary>
    public string StandardMetric(ParseResult parsed) => new FitnessChoice(parsed.GetValue(_fitness)).StandardMetric;

    /// <exception cref="UsageException">The weights do not fit the fitness or the metrics, or the fitness does not fit an aggregate.</exception>
    public FitnessChoice Read(ParseResult parsed, IReadOnlyList<MetricExpression> metrics, EvaluationOptions options)
    {
        if (metrics.Skip(1).FirstOrDefault(metric => metric.IsAggregate) is { } later)
            throw new UsageException($"{later} is not the first of --metric", "one aggregate can be maximised; name it first");
        if (metrics[0].IsAggregate && parsed.FindGiven(All) is { } given)
            throw new UsageException($"{given.Name} cannot be used with {metrics[0]}", "the aggregate is maximised as it is");
        if (metrics[0].IsAggregate) return new FitnessChoice { Aggregate = metrics[0] };

        var (kind, weights) = (parsed.GetValue(_fitness), parsed.GetValue(_weights) ?? []);
        if (weights.Length > 0 && kind != FitnessKind.Ranks)
            throw new UsageException("--weights cannot be used without --fitness ranks", "they weigh the ranks by several metrics");
        return weights.Length == 0 || weights.Length == options.Metrics.Count
            ? new FitnessChoice(kind) { Weights = weights }
            : throw new UsageException($"--weights has {weights.Length} numbers, --metric {options.Metrics.Count} metrics", "give one weight per metric");
    }
}
