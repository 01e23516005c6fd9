using SwapScore.Data;
using SwapScore.Engine;
using SwapScore.Metrics;
using SwapScore.Networks;
using SwapScore.Randomness;
using SwapScore.Torch.Loading;
using SwapScore.Torch.Running;
using static TorchSharp.torch;

namespace SwapScore.Torch.Modules;

/// <summary>
/// Scores TorchSharp modules: the outputs of the ReLU, LeakyReLU, GELU and SiLU modules inside are recorded by hooks, as the published code
/// does. The module is left as it was: weights, running statistics and mode.
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
    /// <summary>The metrics that can be measured: those of the activations of one forward pass, whatever the network.</summary>
    public static IReadOnlyList<string> Metrics { get; } =
    [
        .. MetricCatalogue.Standard.Metrics.OfType<ForwardMetric>()
            .Where(metric => metric.Requirements == MetricRequirements.None
                && metric.Description.Name is not (MetricCatalogue.Regularised or "nwot-distinct"))
            .Select(metric => metric.Description.Name),
    ];

    /// <summary>Scores a module on a batch.</summary>
    /// <param name="module">From samples <c>[sample][channel][row][column]</c> to anything.</param>
    /// <param name="batch">The samples.</param>
    /// <param name="options">How; null for the published protocol.</param>
    /// <exception cref="UsageException">An option is out of range, or no activation module was called.</exception>
    public static ModuleScore Score(nn.Module<Tensor, Tensor> module, Batch batch, ModuleScoringOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(batch);
        TorchLibrary.Load();
        using var scope = NewDisposeScope();
        return Score(module, TorchPass.InputOf(batch, ScalarType.Float32, CPU), options);
    }

    /// <summary>Scores a module on a batch of any shape.</summary>
    /// <param name="module">The module.</param>
    /// <param name="samples">The samples, <c>[sample]…</c>; moved to where the module is.</param>
    /// <param name="options">How; null for the published protocol.</param>
    /// <exception cref="UsageException">An option is out of range, or no activation module was called.</exception>
    public static ModuleScore Score(nn.Module<Tensor, Tensor> module, Tensor samples, ModuleScoringOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(module);
        ArgumentNullException.ThrowIfNull(samples);
        options = (options ?? new ModuleScoringOptions()).Validated();
        using var scope = NewDisposeScope();
        using var forwardOnly = no_grad();
        using var convolutions = new PlainConvolutions();
        using var original = new ModuleState(module);
        using var recorder = new ActivationRecorder(module);
        var input = samples.to(module.parameters().FirstOrDefault()?.device ?? samples.device);
        module.train(options.IsTraining);
        var repeats = options.KeepsWeights ? 1 : options.Repeats;
        var values = options.Metrics.ToDictionary(metric => metric, _ => new double[repeats]);
        IReadOnlyList<KeyValuePair<string, Shape>> activations = [];
        for (var repeat = 0; repeat < repeats; repeat++)
        {
            using var pass = NewDisposeScope();
            if (!options.KeepsWeights) ModuleState.Draw(module, RandomKey.FromSeed(options.Seed).Derive(RandomPurpose.Repeat, repeat));
            recorder.Start();
            module.call(input);
            activations = Measure(recorder.Recorded, (int)samples.shape[0], options.Metrics, (metric, value) => values[metric][repeat] = value);
        }

        return new ModuleScore(values.ToDictionary(pair => pair.Key, pair => new MetricScore([.. pair.Value])), activations);
    }

    /// <summary>Shows what was recorded to the observers of the metrics, as the engine does.</summary>
    private static unsafe IReadOnlyList<KeyValuePair<string, Shape>> Measure(
        IReadOnlyList<RecordedActivation> recorded, int samples, IEnumerable<string> metrics, Action<string, double> found)
    {
        if (recorded.Count == 0)
            throw new UsageException(
                "the module called no ReLU, LeakyReLU, GELU or SiLU module", "activations that are functions instead of modules cannot be recorded: make them modules");
        var builder = new NetworkBuilder("module");
        var nodes = recorded.Select(one => builder.Add(one.Operation, [builder.Input(ShapeOf(one, samples))], one.Name)).ToArray();
        var network = builder.Build(nodes);
        foreach (var metric in metrics)
        {
            var measure = ((ForwardMetric)MetricCatalogue.Standard.Get(metric)).Measure;
            var wanted = measure.Observed(network);
            using var observer = measure.Start(network, samples, samples);
            foreach (var (node, one) in nodes.Zip(recorded).Where(pair => wanted(pair.First)))
                fixed (float* values = one.Values)
                    observer.Observe(new Activation(node, 1, values, 0, samples, samples));
            observer.EndPass();
            found(metric, observer.Finish());
        }

        return [.. nodes.Select(node => KeyValuePair.Create(node.Name, node.Shape))];
    }

    /// <summary>The shape of a sample's values: channels first where there are rows and columns, otherwise a vector.</summary>
    private static Shape ShapeOf(RecordedActivation recorded, int samples) => recorded.Dimensions[0] != samples
        ? throw new UsageException($"{recorded.Name} has {recorded.Dimensions[0]} rows for {samples} samples", "the first dimension must be that of the samples")
        : recorded.Dimensions is [_, var channels, var rows, var columns]
            ? new Shape((int)channels, (int)rows, (int)columns)
            : Shape.Vector(recorded.Values.Length / samples);
}
