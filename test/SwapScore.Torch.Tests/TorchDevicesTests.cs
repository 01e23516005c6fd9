using SwapScore.Data;
using SwapScore.Evaluation;
using SwapScore.Metrics;
using SwapScore.Networks;
using SwapScore.Networks.Operations;
using SwapScore.Randomness;
using SwapScore.Spaces;
using SwapScore.Spaces.FlexiBert;
using SwapScore.Torch.Loading;
using SwapScore.Torch.Metrics;
using SwapScore.Torch.Running;
using SwapScore.Weights;
using static TorchSharp.torch;
using DeviceType = TorchSharp.DeviceType;

namespace SwapScore.Torch.Tests;

/// <summary>
/// Which devices there are, and that nothing is put on another one than that asked for. Without a GPU the latter is seen with libtorch's device without
/// memory, <c>meta</c>: what is made of it cannot be read, nor combined with what lies elsewhere.
/// </summary>
public sealed class TorchDevicesTests
{
    // No machine has so many.
    private static readonly ComputeDevice Absent = ComputeDevice.OfCuda(999);

    private static readonly FlexiBertOptions Small = new() { Hidden = 4, FeedForward = 6, Vocabulary = 11, EmbeddingWidth = 4, DropoutRate = 0.1f };

    [Fact]
    public void Offered_AnyMachine_BeginsWithTheProcessor()
    {
        Assert.Equal(ComputeDevice.Cpu, TorchLibrary.Devices[0]);
        TorchLibrary.Require(ComputeDevice.Cpu);
        foreach (var device in TorchLibrary.Devices)
            TorchLibrary.Require(device);
    }

    [Fact]
    public void Require_AbsentDevice_IsUnavailableAndSaysWhatToDo()
    {
        var fault = Assert.Throws<UnavailableException>(() => TorchLibrary.Require(Absent));
        Assert.Equal(FaultKind.Unavailable, fault.Kind);
        Assert.Contains("cuda:999 is not available", fault.Message, StringComparison.Ordinal);
        if (LibtorchFolder.HasCuda(TorchLibrary.Find())) return;
        Assert.Contains("built without CUDA", fault.Message, StringComparison.Ordinal);
        Assert.Contains($"{LibtorchFolder.Variable} to the folder 'lib' of libtorch {LibtorchFolder.Version} for CUDA 12.8", fault.Hint, StringComparison.Ordinal);
        Assert.Equal(RemedyKind.ComputeOnProcessor, fault.Remedy?.Kind);
    }

    [Fact]
    public async Task EvaluateAsync_AbsentDevice_IsRefusedBeforeAnyWork()
    {
        var space = SearchSpaces.Find("nasbench201");
        var batch = BuiltInImages.Natural32.Resize(8).ToBatch(0, 4);
        var options = new EvaluationOptions { Metrics = ["swap", "synflow"], Repeats = 1 };
        var requests = new[] { options, options with { Device = Absent } }
            .Select(one => new EvaluationRequest(space.Name, space.Named[0].Architecture.Text, one, batch.Fingerprint)).ToList();
        var found = new List<EvaluationResult>();
        await Assert.ThrowsAsync<UnavailableException>(async () =>
        {
            await foreach (var result in new GradientEvaluator(batch, 1, [space]).EvaluateAsync(requests))
                found.Add(result);
        });
        Assert.Empty(found);
    }

    [Fact]
    public void Of_DefaultDeviceThatCannotBeRead_ChangesNoMetricOfImages() =>
        SameWhateverTheDefault(Cell(), Images(8), MetricsOf(MetricScope.Labels, MetricScope.Images));

    [Theory]
    [InlineData(TaskLoss.CrossEntropy)]
    [InlineData(TaskLoss.SoftCrossEntropy)]
    [InlineData(TaskLoss.SquaredError)]
    [InlineData(TaskLoss.AbsoluteError)]
    [InlineData(TaskLoss.Reconstruction)]
    public void Of_DefaultDeviceThatCannotBeRead_ChangesNoLoss(TaskLoss loss)
    {
        var batch = Images(8);
        SameWhateverTheDefault(() => GradientRun.Sum(TaskLosses.Compute(loss, TorchPass.InputOf(batch, ScalarType.Float32, CPU), batch)));
    }

    [Fact]
    public void Of_DefaultDeviceThatCannotBeRead_ChangesNoMetricOfTexts() =>
        SameWhateverTheDefault(Encoder("h128 wma-2-512x1 dsc5-2-512x3"), Tokens(), MetricsOf(MetricScope.Texts));

    [Fact]
    public void Pass_DeviceWithoutMemory_PutsEverythingItMakesThere()
    {
        TorchLibrary.Load();
        using var scope = NewDisposeScope();
        using var forwardOnly = no_grad();
        var meta = new Device(DeviceType.META);
        foreach (var (network, batch) in new[] { (Encoder("h128 dct-2-512x1 wma-2-512x1"), Tokens()), (Cell(), Images(8)) })
        {
            var weights = new TorchWeights(network, new FanInUniformInitializer(), RandomKey.FromSeed(1), ScalarType.Float32, meta);
            Assert.All(weights.All, one => Assert.Equal(DeviceType.META, one.Values.device_type));

            // The operations that make tensors of their own; most others libtorch cannot do without memory.
            var made = 0;
            var pass = new TorchPass(
                network, weights, TorchPass.InputOf(batch, ScalarType.Float32, meta), observed: _ => true, replaced: (node, x) =>
                {
                    if (node.Operation is not (SpectralTransform or Dropout or Zero))
                        return zeros([x.shape[0], node.Shape.Channels, node.Shape.Rows, node.Shape.Columns], device: x.device);
                    made++;
                    return null;
                });
            Assert.True(made > 0);
            Assert.All(network.Nodes.Where(pass.Has), node => Assert.Equal((node.Name, DeviceType.META), (node.Name, pass.Of(node).device_type)));
        }
    }

    private static IReadOnlyList<string> MetricsOf(params MetricScope[] scopes) =>
        [.. MetricCatalog.Standard.Descriptions.Where(metric => metric.Needs == MetricNeeds.Gradients && scopes.Contains(metric.Scope) && TorchMetrics.Find(metric.Name) is not null).Select(metric => metric.Name)];

    private static void SameWhateverTheDefault(Network network, Batch batch, IReadOnlyList<string> metrics) => SameWhateverTheDefault(() =>
    {
        var run = new GradientRun(network, new FanInUniformInitializer(), RandomKey.FromSeed(1), batch, TaskLoss.CrossEntropy);
        return metrics.Select(metric => (metric, TorchMetrics.Find(metric)!.Of(run))).ToList();
    });

    private static void SameWhateverTheDefault<T>(Func<T> compute)
    {
        TorchLibrary.Load();
        set_num_threads(1);
        using var convolutions = new PlainConvolutions();
        using var scope = NewDisposeScope();
        var usual = compute();
        var standard = get_default_device();
        set_default_device(new Device(DeviceType.META));
        try
        {
            Assert.Equal(usual, compute());
        }
        finally
        {
            set_default_device(standard);
        }
    }

    private static Network Encoder(string text) => FlexiBertNetworks.Build(FlexiBertArchitecture.Parse(text), Small, new Shape(1, 1, 3));

    /// <summary>The residual cell, some of whose edges are zeros.</summary>
    private static Network Cell()
    {
        var space = SearchSpaces.Find("nasbench201");
        return space.BuildScoringNetwork(space.Named[0].Architecture, space.Tasks[0], new Shape(3, 8, 8));
    }

    private static Batch Images(int side) => Noise.ToBatch(new Shape(3, side, side), 4, 1).WithLabels([0, 1, 0, 1]);

    private static Batch Tokens() => new(new Shape(1, 1, 3), [1, 2, 3, 4, 5, 6], "tokens");
}
