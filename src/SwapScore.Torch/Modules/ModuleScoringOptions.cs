using SwapScore.Metrics;
using SwapScore.Values;
using static System.FormattableString;

namespace SwapScore.Torch.Modules;

/// <summary>How a TorchSharp module is scored.</summary>
public sealed record ModuleScoringOptions
{
    /// <summary>
    /// Names of the metrics, see <see cref="SwapScorer.Metrics"/>. Default: <c>swap</c>.
    /// </summary>
    public ValueList<string> Metrics { get; init; } = ["swap"];

    /// <summary>μ of the regularised score, in thousands of parameters. Default: 1.2.</summary>
    public double Mu { get; init; } = 1.2;

    /// <summary>σ of the regularised score, positive. Default: 1.2.</summary>
    public double Sigma { get; init; } = 1.2;

    /// <summary>
    /// Whether the module's own weights are used, in a single pass, instead of the published protocol: matrices and kernels N(0, 1), biases 0,
    /// scales 1, drawn afresh for each repeat. Default: false.
    /// </summary>
    public bool KeepsWeights { get; init; }

    /// <summary>Number of initialisations averaged, 1 … 100,000; with <see cref="KeepsWeights"/> there is one. Default: 32, as published.</summary>
    public int Repeats { get; init; } = 32;

    /// <summary>Seed of the weights. Default: 0.</summary>
    public long Seed { get; init; }

    /// <summary>Whether the module runs in training mode: batch statistics, and dropout where there is any. Default: true, as published.</summary>
    public bool IsTraining { get; init; } = true;

    /// <summary>
    /// Whether modules that are not called are left out, instead of being an error: they may be unused, or be run by <c>forward</c>, which cannot be
    /// seen. Default: false.
    /// </summary>
    public bool LeavesUncalledOut { get; init; }

    /// <summary>Checks all settings.</summary>
    /// <param name="catalog">The metrics there are; null, the default, for <see cref="MetricCatalog.Standard"/>.</param>
    /// <exception cref="UsageException">Every violation, in one message.</exception>
    public ModuleScoringOptions Validated(MetricCatalog? catalog = null)
    {
        catalog ??= MetricCatalog.Standard;
        var violations = new List<string>();
        if (Metrics.Count == 0) violations.Add("at least one metric is needed");
        foreach (var name in Metrics)
            if (catalog.Find(name) is null) violations.Add(catalog.Unknown(name));
            else if (SwapScorer.Refusal(catalog.Get(name)) is { } refusal) violations.Add(refusal);
        if (!double.IsFinite(Mu) || !(Sigma > 0 && double.IsFinite(Sigma))) violations.Add(Invariant($"mu must be finite and sigma positive, not {Mu} and {Sigma}"));
        if (Repeats is < 1 or > 100_000) violations.Add(Invariant($"repeats must be 1 … 100000, not {Repeats}"));
        return violations.Count == 0 ? this : throw new UsageException(string.Join("; ", violations));
    }
}
