using SwapScore.Data;
using SwapScore.Metrics;
using SwapScore.Torch.Modules;
using SwapScore.Torch.Running;
using static TorchSharp.torch;

namespace SwapScore.Torch.Tests.Modules;

public sealed class SwapScorerTests
{
    private static readonly Batch Images = BuiltInImages.Natural32.Resize(8).ToBatch(0, 8);

    public SwapScorerTests() => TorchLibrary.Load();

    [Fact]
    public void Score_KeptWeights_CountsThePatternsOfTheActivations()
    {
        using var scope = NewDisposeScope();
        var first = nn.Sequential(nn.Conv2d(3, 4, 3), nn.BatchNorm2d(4));
        var relu = nn.ReLU(inplace: true);
        var second = nn.Sequential(nn.Flatten(), nn.Linear(4 * 6 * 6, 20));
        var gelu = nn.GELU();
        using var module = nn.Sequential(first, relu, second, gelu);
        var input = tensor(Images.Values.ToArray(), [8, 3, 8, 8]);
        Tensor one, two;
        using (no_grad())
        {
            one = first.call(input).relu();
            two = nn.functional.gelu(second.call(one));
        }

        // The published algorithm, in libtorch: concatenate, sign, distinct columns.
        var signs = cat([one.flatten(1), two.flatten(1)], 1).sign().transpose(0, 1).contiguous();
        var expected = signs.unique(dim: 0).Item1.shape[0];

        var score = SwapScorer.Score(module, Images, new ModuleScoringOptions { KeepsWeights = true, Metrics = ["swap", "nwot", "standard-patterns"] });
        Assert.Equal(expected, score.Metrics["swap"].Mean);
        Assert.Equal(8, score.Metrics["standard-patterns"].Mean);
        Assert.Equal([4L * 36, 20], score.Activations.Select(pair => pair.Value.Count));

        var x = one.flatten(1).IsPositive().to_type(ScalarType.Float64);
        var off = ones_like(x) - x;
        var agreement = x.matmul(x.transpose(0, 1)).Plus(off.matmul(off.transpose(0, 1)));
        Assert.Equal(linalg.slogdet(agreement).Item2.item<double>(), score.Metrics["nwot"].Mean, 1e-6);
    }

    [Fact]
    public void Score_PublishedProtocol_LeavesTheModuleAsItWas()
    {
        using var scope = NewDisposeScope();
        using var module = nn.Sequential(nn.Conv2d(3, 4, 3), nn.BatchNorm2d(4), nn.ReLU(), nn.Dropout(0.1));
        module.eval();
        var before = module.state_dict().ToDictionary(pair => pair.Key, pair => pair.Value.clone());
        var score = SwapScorer.Score(module, Images, new ModuleScoringOptions { Repeats = 3 });
        Assert.Equal(3, score.Metrics["swap"].Values.Count);
        Assert.True(score.Metrics["swap"].Values.Distinct().Count() > 1);
        Assert.Equal(score.Metrics["swap"].Values, SwapScorer.Score(module, Images, new ModuleScoringOptions { Repeats = 3 }).Metrics["swap"].Values);
        Assert.False(module.training);
        Assert.All(module.state_dict(), pair => Assert.True(pair.Value.equal(before[pair.Key]).all().item<bool>(), pair.Key));
    }

    [Fact]
    public void Score_WithoutActivationModules_SaysWhatToDo()
    {
        using var scope = NewDisposeScope();
        using var module = nn.Sequential(nn.Conv2d(3, 4, 3), nn.Tanh());
        var fault = Assert.Throws<UsageException>(() => SwapScorer.Score(module, Images));
        Assert.Contains("called no ReLU", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Score_WrongOptions_AreAllReported()
    {
        using var module = nn.ReLU();
        var fault = Assert.Throws<UsageException>(() => SwapScorer.Score(module, Images, new ModuleScoringOptions { Metrics = ["snip"], Repeats = 0 }));
        Assert.Contains("'snip' cannot be measured on a module", fault.Message, StringComparison.Ordinal);
        Assert.Contains("repeats must be", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Metrics_ThatCanBeMeasured_AreOfForwardPasses() =>
        Assert.All(SwapScorer.Metrics, name => Assert.Equal(MetricNeeds.ForwardPass, TorchMetrics.Catalogue.Find(name)!.Needs));
}
