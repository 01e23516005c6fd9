using System.CommandLine;
using SwapScore.Evaluation;
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

    public void AddTo(Command command)
    {
        command.Add(_fitness);
        command.Add(_weights);
    }

    /// <exception cref="UsageException">The weights do not fit the fitness or the metrics.</exception>
    public FitnessChoice Read(ParseResult parsed, EvaluationOptions options)
    {
        var (kind, weights) = (parsed.GetValue(_fitness), parsed.GetValue(_weights) ?? []);
        if (weights.Length > 0 && kind != FitnessKind.Ranks)
            throw new UsageException("--weights cannot be used without --fitness ranks", "they weigh the ranks by several metrics");
        return weights.Length == 0 || weights.Length == options.Metrics.Count
            ? new FitnessChoice(kind) { Weights = weights }
            : throw new UsageException($"--weights has {weights.Length} numbers, --metric {options.Metrics.Count} metrics", "give one weight per metric");
    }
}
