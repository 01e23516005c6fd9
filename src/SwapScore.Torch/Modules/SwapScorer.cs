using SwapScore.Data;
using SwapScore.Metrics;
using SwapScore.Randomness;
using SwapScore.Torch.Loading;
using SwapScore.Torch.Running;
using static TorchSharp.torch;

namespace SwapScore.Torch.Modules;

/// <summary>
/// Scores TorchSharp modules: the outputs of the ReLU, LeakyReLU, GELU and SiLU modules inside are recorded by hooks, as the published code
/// does; for metrics of other values, the outputs of all modules without parts. What functions compute between modules is not seen. The module is left as it was: weights, running statistics and mode.
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
        "a TorchSharp module", MetricRequirements.OwnInputs | MetricRequirements.InnerValues | MetricRequirements.BenchmarkWeights);

    /// <summary>The metrics of the library that can be measured: those of forward passes and of weights that need no special architecture.</summary>
    public static IReadOnlyList<string> Metrics { get; } =
        [.. MetricCatalogue.Standard.Metrics.Where(metric => Refusal(metric) is null).Select(metric => metric.Name)];

    /// <summary>Why a metric cannot be measured on a module; null when it can.</summary>
    internal static string? Refusal(Metric metric) => metric is StructuralMetric
        ? $"{metric.Name} cannot be computed of a TorchSharp module: only what its modules put out is known"
        : Source.Refusal(metric);

    /// <summary>Scores a module on a batch.</summary>
    /// <param name="module">From samples <c>[sample][channel][row][column]</c> to anything.</param>
    /// <param name="batch">The samples.</param>
    /// <param name="options">How; null for the published protocol.</param>
    /// <param name="catalogue">The metrics there are; null, the default, for <see cref="MetricCatalogue.Standard"/>.</param>
    /// <exception cref="UsageException">An option is out of range, or no activation module was called.</exception>
    public static ModuleScore Score(nn.Module<Tensor, Tensor> module, Batch batch, ModuleScoringOptions? options = null, MetricCatalogue? catalogue = null)
    {
        ArgumentNullException.ThrowIfNull(batch);
        TorchLibrary.Load();
        using var scope = NewDisposeScope();
        return Score(module, TorchPass.InputOf(batch, ScalarType.Float32, CPU), options, catalogue);
    }

    /// <summary>Scores a module on a batch of any shape.</summary>
    /// <param name="module">The module.</param>
    /// <param name="samples">The samples, <c>[sample]…</c>; moved to where the module is.</param>
    /// <param name="options">How; null for the published protocol.</param>
    /// <param name="catalogue">The metrics there are; null, the default, for <see cref="MetricCatalogue.Standard"/>.</param>
    /// <exception cref="UsageException">An option is out of range, or no activation module was called.</exception>
    public static ModuleScore Score(nn.Module<Tensor, Tensor> module, Tensor samples, ModuleScoringOptions? options = null, MetricCatalogue? catalogue = null)
    {
        ArgumentNullException.ThrowIfNull(module);
        ArgumentNullException.ThrowIfNull(samples);
        catalogue ??= MetricCatalogue.Standard;
        options = (options ?? new ModuleScoringOptions()).Validated(catalogue);
        using var scope = NewDisposeScope();
        using var forwardOnly = no_grad();
        using var convolutions = new PlainConvolutions();
        using var original = new ModuleState(module);
        var metrics = options.Metrics.Select(catalogue.Get).ToList();
        using var recorder = new ModuleRecorder(module, metrics.Any(metric => metric.Requirements.HasFlag(MetricRequirements.InnerValues)));
        var input = samples.to(module.parameters().FirstOrDefault()?.device ?? samples.device);
        module.train(options.IsTraining);
        var repeats = options.KeepsWeights ? 1 : options.Repeats;
        var values = metrics.ToDictionary(metric => metric, _ => new double[repeats]);
        var runs = metrics.OfType<ForwardMetric>().GroupBy(metric => metric.Measure.Protocol)
            .Select(group => new ModuleRun(module, recorder, group.Key, [.. group])).ToList();
        ModuleSketch? sketch = null;
        for (var repeat = 0; repeat < repeats; repeat++)
        {
            using var pass = NewDisposeScope();
            var key = RandomKey.FromSeed(options.Seed).Derive(RandomPurpose.Repeat, repeat);
            if (!options.KeepsWeights) ModuleState.Draw(module, key);
            foreach (var run in runs) sketch = run.Repeat(input, key, (metric, value) => values[metric][repeat] = value);
            foreach (var metric in metrics.OfType<WeightMetric>()) values[metric][repeat] = metric.Of(ModuleWeights.Of(module));
        }

        return new ModuleScore(
            metrics.ToDictionary(
                metric => metric.Name,
                metric => metric is ForwardMetric forward ? forward.Conclude([.. values[metric]], sketch!.Network, new SizePenalty(options.Mu, options.Sigma)) : new MetricScore([.. values[metric]])),
            sketch?.Activations ?? []);
    }
}
