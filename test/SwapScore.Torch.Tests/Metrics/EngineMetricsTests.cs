using SwapScore.Data;
using SwapScore.Engine;
using SwapScore.Engine.Backward;
using SwapScore.Evaluation;
using SwapScore.Metrics;
using SwapScore.Metrics.Gradients;
using SwapScore.Networks;
using SwapScore.Randomness;
using SwapScore.Spaces;
using SwapScore.Spaces.FlexiBert;
using SwapScore.Torch.Loading;
using SwapScore.Torch.Metrics;
using static TorchSharp.torch;

namespace SwapScore.Torch.Tests.Metrics;

/// <summary>
/// The engine's metrics of gradients beside libtorch's, of whole networks. Both compute in single precision, each with its own order of sums, and what
/// a ReLU lets through may differ where a value is almost zero. So the engine may be as far from libtorch in double precision as
/// libtorch in single precision is, give or take chance.
/// </summary>
public sealed class EngineMetricsTests
{
    // libtorch in single precision differs from run to run: where a ReLU decides otherwise, by ten times.
    private const double FarAsTheirs = 30;
    private const double FarByChance = 3e-4;

    [Theory]
    [InlineData("nasbench101", null, 8, Explicit = true)]
    [InlineData("nasbench201", null, 16)]
    [InlineData("nasbench301", null, 8, Explicit = true)]
    [InlineData("darts", null, 16, Explicit = true)]
    [InlineData("transnas-micro", "autoencoder", 32, 1, Explicit = true)]
    [InlineData("transnas-micro", "segmentsemantic", 32, 1, Explicit = true)]
    [InlineData("transnas-macro", "jigsaw", 8, 1, Explicit = true)]
    [InlineData("transnas-macro", "room_layout", 16, Explicit = true)]
    public void Values_SampledNetworks_AreLibtorchs(string name, string? taskName, int side, int networks = 2)
    {
        TorchLibrary.Load();
        set_num_threads(1);
        using var convolutions = new PlainConvolutions();
        var space = SearchSpaces.Find(name);
        var task = taskName is null ? space.Tasks[0] : SearchSpaces.FindTask(space, taskName);
        var batch = Noise.ToBatch(new Shape(task.Input.Channels, side, side), 6, 1).WithLabels([0, 1, 0, 1, 2, 2]);
        using var executors = new ExecutorPool();
        var (ours, theirs) = (new Dictionary<string, double>(), new Dictionary<string, double>());

        // libtorch takes half a minute for a network with a decoder.
        for (var seed = 0; seed < networks; seed++)
        {
            using var scope = NewDisposeScope();
            var key = RandomKey.FromSeed(seed);
            var network = space.BuildScoringNetwork(space.Sample(key), task, batch.Shape);
            using var gradients = new NetworkGradients(
                network, space.Initializer, batch, samples => TaskLossGradients.Create(task.Loss, network.Outputs[0].Shape, samples), executors);
            gradients.Start(key);
            var single = new GradientRun(network, space.Initializer, key, batch, task.Loss);
            var exact = new GradientRun(network, space.Initializer, key, batch, task.Loss, ScalarType.Float64);
            foreach (var run in (GradientRun[])[single, exact])
                _ = (run.Layers, run.Jacobian);
            foreach (var metric in GradientMetrics.All.Where(metric => metric.Description.Scope != MetricScope.Texts && TorchMetrics.Find(metric.Name) is not null))
            {
                // What only one metric needs is gone before the next one: together they are 16 gigabytes for a decoder.
                using var scopeOfMetric = NewDisposeScope();
                var judge = TorchMetrics.Find(metric.Name)!;
                var value = judge.Of(exact);

                // The kernel of few outputs is singular: its condition is infinite, or what rounding makes of it.
                if (double.IsInfinity(value)) continue;

                // A sum that is zero but for rounding is as exact as what it sums; grasp is what is left of sums of squares of gradients.
                // A condition number changes by as many times more than its matrix as it says itself.
                var size = metric.Name switch
                {
                    "plain" => TorchMetrics.Find("snip")!.Of(exact),
                    "ntk" => value * value,
                    "grasp" => Math.Max(Math.Abs(value), exact.Layers.Where(layer => layer.Gradient is not null).Sum(layer => GradientRun.Sum(layer.Gradient! * layer.Gradient!))),
                    _ => Math.Abs(value),
                };
                Add(ours, metric.Name, Math.Abs(metric.Of(gradients) - value) / size);
                Add(theirs, metric.Name, Math.Abs(judge.Of(single) - value) / size);
            }
        }

        var text = string.Join(", ", ours.Keys.Select(metric => $"{metric} {ours[metric]:E1} (libtorch {theirs[metric]:E1})"));
        TestContext.Current.TestOutputHelper?.WriteLine(text);
        Assert.All(ours.Keys, metric => Assert.True(ours[metric] <= FarAsTheirs * theirs[metric] + FarByChance, text));
        Assert.True(ours["synflow"] < 1e-12, text);
    }

    [Fact]
    public void Values_SampledEncoders_AreLibtorchs()
    {
        TorchLibrary.Load();
        set_num_threads(1);
        using var convolutions = new PlainConvolutions();
        using var executors = new ExecutorPool();
        var space = new FlexiBertSpace(FlexiBertVariant.Original);
        var batch = new Batch(new Shape(1, 1, 9), [.. Enumerable.Range(0, 9 * 18).Select(place => place * 7 % 30f)], "tokens");
        for (var seed = 0; seed < 3; seed++)
        {
            using var scope = NewDisposeScope();
            var key = RandomKey.FromSeed(seed);
            var network = FlexiBertNetworks.Build(
                (FlexiBertArchitecture)space.Sample(key), new FlexiBertOptions { Vocabulary = 30, EmbeddingWidth = 24, Hidden = 32, FeedForward = 48, DropoutRate = 0.1f }, batch.Shape);
            using var gradients = new NetworkGradients(network, space.Initializer, batch, _ => LossGradients.Sum, executors);
            gradients.Start(key);
            var exact = new GradientRun(network, space.Initializer, key, batch, TaskLoss.CrossEntropy, ScalarType.Float64);

            // As published the gradients are rounding noise: nothing to compare.
            foreach (var metric in GradientMetrics.All.Where(metric => metric.Description.Scope == MetricScope.Texts && !metric.Name.Contains("faithful", StringComparison.Ordinal)))
            {
                var (value, expected) = (metric.Of(gradients), TorchMetrics.Find(metric.Name)!.Of(exact));
                Assert.True(Math.Abs(value - expected) <= (metric.Name == "dss" ? 1e-11 : 1e-4) * Math.Abs(expected), $"{metric.Name} of seed {seed}: {value}, libtorch {expected}");
            }
        }
    }

    private static void Add(Dictionary<string, double> errors, string metric, double error) =>
        errors[metric] = Math.Max(errors.GetValueOrDefault(metric), error);
}
