using SwapScore.Metrics;
using SwapScore.Values;
using SwapScore.Weights;
using static System.FormattableString;

namespace SwapScore.Evaluation;

/// <summary>
/// How a network is scored. Equal options, architecture and batch give the same bits on every machine, but for metrics of gradients. Options are
/// equal where all settings are.
/// </summary>
public sealed record EvaluationOptions
{
    /// <summary>Number of the form that is hashed; it changes with every setting that is added.</summary>
    internal const int SchemaVersion = 1;

    /// <summary>Names of the metrics, see <see cref="MetricCatalog"/>. Default: <c>swap</c>.</summary>
    public ValueList<string> Metrics { get; init; } = ["swap"];

    /// <summary>Number of initialisations averaged, 1 … 100,000. Default: 32, as published.</summary>
    public int Repeats { get; init; } = 32;

    /// <summary>Seed of the weights. Default: 0.</summary>
    public long Seed { get; init; }

    /// <summary>
    /// μ of the regularised score, in thousands of parameters of the scoring network. Default: 1.2, variant B of the paper.
    /// </summary>
    public double Mu { get; init; } = 1.2;

    /// <summary>
    /// σ of the regularised score: the divisor of the squared distance, in thousands of parameters of the scoring network. Default: 1.2,
    /// variant B of the paper.
    /// </summary>
    public double Sigma { get; init; } = 1.2;

    /// <summary>
    /// What the weights come from, one of <see cref="Initializers.Names"/>; null for what the space and the metric take. Default: null.
    /// </summary>
    public string? Initializer { get; init; }

    /// <summary>The device for metrics of gradients; their scores depend on it, others do not. Default: the processor.</summary>
    public ComputeDevice Device { get; init; } = ComputeDevice.Cpu;

    /// <summary>What computes metrics of gradients; their last digits depend on it, other scores do not. Default: the engine.</summary>
    public GradientBackEnd BackEnd { get; init; }

    /// <summary>How models in files are run; null for the standard way, and for architectures of a space. Default: null.</summary>
    public ModelRunOptions? Model { get; init; }

    /// <summary>SHA-256 of all settings, 64 hexadecimal digits: the same in every process, equal where the options are equal.</summary>
    public string ContentHash
    {
        get
        {
            using var hash = new ContentHasher("options", SchemaVersion);
            AddTo(hash);
            return hash.Finish();
        }
    }

    /// <summary>μ and σ together.</summary>
    internal SizePenalty SizePenalty => new(Mu, Sigma);

    /// <summary>Checks all settings.</summary>
    /// <param name="catalog">
    /// The metrics there are. Null, the default, checks nothing of metrics: the evaluator, which knows its own, does.
    /// </param>
    /// <exception cref="UsageException">Every violation, in one message.</exception>
    public EvaluationOptions Validated(MetricCatalog? catalog = null)
    {
        var violations = new List<string>();
        if (Metrics.Count == 0) violations.Add("at least one metric is needed");
        foreach (var unknown in catalog is null ? [] : Metrics.Where(name => catalog.Find(name) is null))
            violations.Add(catalog!.Unknown(unknown));
        if (Repeats is < 1 or > 100_000) violations.Add(Invariant($"repeats must be 1 … 100000, not {Repeats}"));
        if (!double.IsFinite(Mu)) violations.Add(Invariant($"mu must be a finite number, not {Mu}"));
        if (!(Sigma > 0 && double.IsFinite(Sigma))) violations.Add(Invariant($"sigma must be a positive finite number, not {Sigma}"));
        if (Initializer is not null && Initializers.Refusal(Initializer, Initializers.Names) is { } refusal) violations.Add(refusal);
        if (Device != ComputeDevice.Cpu && catalog is not null && !Metrics.Any(name => catalog.Find(name)?.Needs == MetricNeeds.Gradients))
            violations.Add($"{Device} is for metrics of gradients, and none of {string.Join(", ", Metrics)} is one");
        return violations.Count == 0 ? this : throw new UsageException(string.Join("; ", violations));
    }

    internal void AddTo(ContentHasher hash)
    {
        hash.Add(Metrics, static (hash, name) => hash.Add(name)).Add(Repeats).Add(Seed).Add(Mu).Add(Sigma).Add(Initializer).Add(Device.ToString());
        hash.Add(Model is not null);
        Model?.AddTo(hash);
        if (BackEnd != GradientBackEnd.Engine) hash.Add((long)BackEnd);
    }
}
