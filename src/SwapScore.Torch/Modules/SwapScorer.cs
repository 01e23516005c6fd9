using SwapScore.Data;
using SwapScore.Evaluation;
using SwapScore.Metrics;
using SwapScore.Torch.Running;
using SwapScore.Values;
using static TorchSharp.torch;

namespace SwapScore.Torch.Modules;

/// <summary>
/// Scores TorchSharp modules: the outputs of the ReLU, LeakyReLU, GELU and SiLU modules inside are recorded by hooks, as the published code
/// does; for metrics of other values, the outputs of all modules without parts. What functions compute between modules is not seen, and
/// neither are modules run by <c>forward</c> instead of <c>call</c>: a module whose values are needed and that was not called is an error, an activation
/// for every metric. One that is called once and run by <c>forward</c> another time counts once. The module is left as it was: weights, running
/// statistics and mode.
/// </summary>
/// <remarks>Call <see cref="TorchLibrary.Load"/> before making modules: it finds libtorch where TorchSharp alone does not.</remarks>
/// <example><code>
/// TorchLibrary.Load();
/// using var module = nn.Sequential(nn.Conv2d(3, 16, 3), nn.BatchNorm2d(16), nn.ReLU(), nn.Flatten(), nn.Linear(14400, 10));
/// var score = SwapScorer.Score(module, BuiltInImages.Natural32.ToBatch(0, 16));
/// Console.WriteLine(score.Metrics["swap"].Mean);
/// </code></example>
public static class SwapScorer
{
    private static readonly MetricSource Source = new(
        "a TorchSharp module", MetricRequirements.OwnInputs | MetricRequirements.InnerValues | MetricRequirements.BenchmarkWeights | MetricRequirements.MultiplyAdds);

    /// <summary>The metrics of the library that can be measured: those of forward passes and of weights that need no special architecture.</summary>
    public static IReadOnlyList<string> Metrics { get; } =
        [.. MetricCatalog.Standard.Metrics.Where(metric => Refusal(metric) is null).Select(metric => metric.Name)];

    /// <summary>Why a metric cannot be measured on a module; null when it can.</summary>
    internal static string? Refusal(Metric metric) => metric.Description.Needs == MetricNeeds.Structure
        ? $"{metric.Name} cannot be computed of a TorchSharp module: only what its modules put out is known"
        : Source.Refusal(metric);

    /// <summary>Scores a module on a batch.</summary>
    /// <param name="module">From samples <c>[sample][channel][row][column]</c> to anything.</param>
    /// <param name="batch">The samples.</param>
    /// <param name="options">How; null for the published protocol.</param>
    /// <param name="catalog">The metrics there are; null, the default, for <see cref="MetricCatalog.Standard"/>.</param>
    /// <exception cref="UsageException">An option is out of range, or a module whose values are needed was not called.</exception>
    public static ModuleScore Score(nn.Module<Tensor, Tensor> module, Batch batch, ModuleScoringOptions? options = null, MetricCatalog? catalog = null)
    {
        ArgumentNullException.ThrowIfNull(batch);
        TorchLibrary.Load();
        using var scope = NewDisposeScope();
        return Score(module, TorchPass.InputOf(batch, ScalarType.Float32, CPU), options, catalog);
    }

    /// <summary>Scores a module on a batch of any shape.</summary>
    /// <param name="module">The module.</param>
    /// <param name="samples">The samples, <c>[sample]…</c>; moved to where the module is.</param>
    /// <param name="options">How; null for the published protocol.</param>
    /// <param name="catalog">The metrics there are; null, the default, for <see cref="MetricCatalog.Standard"/>.</param>
    /// <exception cref="UsageException">An option is out of range, or a module whose values are needed was not called.</exception>
    public static ModuleScore Score(nn.Module<Tensor, Tensor> module, Tensor samples, ModuleScoringOptions? options = null, MetricCatalog? catalog = null)
    {
        ArgumentNullException.ThrowIfNull(module);
        ArgumentNullException.ThrowIfNull(samples);
        catalog ??= MetricCatalog.Standard;
        options = (options ?? new ModuleScoringOptions()).Validated(catalog);
        using var scope = NewDisposeScope();
        using var forwardOnly = no_grad();
        var required = options.Metrics.Aggregate(default(MetricRequirements), (all, name) => all | catalog.Get(name).Requirements);
        using var network = new ModuleNetwork(module, samples, options, required);
        var evaluation = new EvaluationOptions
        {
            Metrics = options.Metrics,
            Repeats = options.KeepsWeights ? 1 : options.Repeats,
            Seed = options.Seed,
            Mu = options.Mu,
            Sigma = options.Sigma,
        };
        var result = NetworkEvaluator.Evaluate(new EvaluationRequest("module", module.GetName(), evaluation, ""), network, catalog);
        if (result.Failure is not null || result.Undefined.Count > 0) throw new UsageException(result.Failure ?? string.Join("; ", result.Undefined.Values.Distinct()));
        return new ModuleScore(ValueDictionary<MetricScore>.Create(result.Metrics), network.Activations.ToValueList());
    }

    /// <summary>Scores a module on the samples of the scorer, or on built-in images of 3×32×32. The module is left as it was.</summary>
    /// <param name="scorer">The scorer.</param>
    /// <param name="module">The module, from <c>[sample][channel][row][column]</c> to anything. One call at a time may use it.</param>
    /// <exception cref="UsageException">A metric cannot be computed of modules, or an activation module was not called.</exception>
    public static Task<NetworkScore> ScoreAsync(this Scorer scorer, nn.Module<Tensor, Tensor> module)
    {
        ArgumentNullException.ThrowIfNull(scorer);
        ArgumentNullException.ThrowIfNull(module);
        var evaluation = scorer.Options.Evaluation;
        var batch = scorer.Options.Samples ?? BuiltInImages.Natural32.ToBatch(0, scorer.Options.BatchSize);
        var options = new ModuleScoringOptions
        {
            Metrics = evaluation.Metrics,
            Repeats = evaluation.Repeats,
            Seed = evaluation.Seed,
            Mu = evaluation.Mu,
            Sigma = evaluation.Sigma,
        };
        return Task.Run(() =>
        {
            var score = Score(module, batch, options, scorer.Options.Catalog);
            var request = new EvaluationRequest("module", module.GetName(), evaluation, batch.Fingerprint);
            return new NetworkScore(module.GetName(), new EvaluationResult { Request = request, Metrics = score.Metrics });
        });
    }
}
