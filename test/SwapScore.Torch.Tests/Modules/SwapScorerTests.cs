using SwapScore.Data;
using SwapScore.Engine;
using SwapScore.Evaluation;
using SwapScore.Metrics;
using SwapScore.Networks;
using SwapScore.Randomness;
using SwapScore.Torch.Modules;
using SwapScore.Torch.Running;
using SwapScore.Weights;
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

        var score = SwapScorer.Score(module, Images, new ModuleScoringOptions { KeepsWeights = true, Metrics = ["swap", "nwot", "standard-patterns", "own-patterns", "independent-patterns", "swap-plus"] });
        Assert.Equal(expected, score.Metrics["swap"].Mean);

        // 27 weights per channel on 36 places, and 144 on one.
        var share = score.Metrics["own-patterns"].Mean;
        Assert.Equal((27 * 36 + 144) * share * share * Math.Sqrt(score.Metrics["independent-patterns"].Mean), score.Metrics["swap-plus"].Mean, 1e-9);
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

    /// <summary>One convolution: module and network draw its weights from the same stream.</summary>
    [Theory]
    [InlineData("zen")]
    [InlineData("zen-faithful")]
    [InlineData("epsinas")]
    [InlineData("expressivity")]
    [InlineData("rbflex")]
    [InlineData("wrcor-forward")]
    [InlineData("meco")]
    [InlineData("independence")]
    [InlineData("own-patterns")]
    [InlineData("independent-patterns")]
    [InlineData("nwot")]
    [InlineData("swap")]
    public void Score_MetricsOfInnerValues_AreTheEngines(string name)
    {
        using var scope = NewDisposeScope();
        using var module = nn.Sequential(
            nn.Conv2d(3, 4, 3, padding: 1, bias: false), nn.BatchNorm2d(4), nn.ReLU(), nn.AdaptiveAvgPool2d([1, 1]), nn.Flatten());
        var builder = new NetworkBuilder("twin");
        var map = builder.Relu(builder.BatchNormalization(builder.Convolution(builder.Input(Images.Shape), 4, 3, padding: 1)));
        var network = builder.Build(builder.GlobalAveragePooling(map));

        var score = SwapScorer.Score(module, Images, new ModuleScoringOptions { Metrics = [name, "l2-norm"], Repeats = 1 });
        var measure = ((ForwardMetric)MetricCatalog.Standard.Get(name)).Measures[0];
        var key = RandomKey.FromSeed(0).Derive(RandomPurpose.Repeat, 0);
        Assert.Equal(Measure(network, measure, key), score.Metrics[name].Mean, 1e-4);
        var weight = module.named_parameters().First().parameter;
        Assert.Equal(((WeightMetric)MetricCatalog.Standard.Get("l2-norm")).Of(InitialWeight.Draw(network, new GaussianInitializer(), key)), score.Metrics["l2-norm"].Mean, 1e-4);
        Assert.NotEqual(weight.norm().item<float>(), score.Metrics["l2-norm"].Mean, 1e-4);
    }

    [Fact]
    public void Score_MetricThatTheModuleCannotFeed_IsRefusedByName()
    {
        using var scope = NewDisposeScope();
        using var module = nn.Sequential(nn.Conv2d(3, 4, 3), nn.ReLU());
        var fault = Assert.Throws<UsageException>(() => SwapScorer.Score(module, Images, new ModuleScoringOptions { Metrics = ["linear-regions"] }));
        Assert.StartsWith("linear-regions feeds crops of 4×4 pixels, and the network takes 8×8", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Score_MetricOfOnesOwn_IsMeasured()
    {
        using var scope = NewDisposeScope();
        using var module = nn.Sequential(nn.Conv2d(3, 4, 3, padding: 1), nn.ReLU());
        var catalog = MetricCatalog.Standard.With(new WeightMetric(
            new MetricDescription("tensors", "Number of tensors.", MetricDirection.HigherIsBetter, MetricNeeds.Weights, "here"), weights => weights.Count()));
        var score = SwapScorer.Score(module, Images, new ModuleScoringOptions { Metrics = ["tensors"], Repeats = 2 }, catalog);
        Assert.Equal([2, 2], score.Metrics["tensors"].Values);
    }

    [Fact]
    public void Score_ActivationRunByForward_IsAnErrorThatNamesIt()
    {
        using var scope = NewDisposeScope();
        using var module = new Mixed(callsBoth: false);
        var fault = Assert.Throws<UsageException>(() => SwapScorer.Score(module, Images));
        Assert.Equal("the module holds modules that were not called, whose values the metrics need: second", fault.Message);
        Assert.Contains("run them by call", fault.Hint, StringComparison.Ordinal);

        // Asked for, the score is that of the others.
        var part = SwapScorer.Score(module, Images, new ModuleScoringOptions { LeavesUncalledOut = true, Repeats = 2 });
        Assert.Equal(["first"], part.Activations.Select(pair => pair.Key));
        using var both = new Mixed(callsBoth: true);
        var whole = SwapScorer.Score(both, Images, new ModuleScoringOptions { Repeats = 2 });
        Assert.Equal(["first", "second"], whole.Activations.Select(pair => pair.Key));
        Assert.True(whole.Metrics["swap"].Mean > part.Metrics["swap"].Mean);

        // Equal by content.
        Assert.True(whole.Equals(SwapScorer.Score(both, Images, new ModuleScoringOptions { Repeats = 2 })));
        Assert.False(whole.Equals(part));
    }

    /// <summary>Constants of one metric do not stay in a module whose weights are kept.</summary>
    [Fact]
    public void Score_ConstantsAndKeptWeights_LeaveTheWeightsAsTheyWere()
    {
        using var scope = NewDisposeScope();
        using var module = nn.Sequential(nn.Conv2d(3, 4, 3), nn.BatchNorm2d(4), nn.ReLU(inplace: true), nn.AdaptiveAvgPool2d([1, 1]), nn.Flatten());
        var kept = new ModuleScoringOptions { Repeats = 1, KeepsWeights = true };
        var alone = SwapScorer.Score(module, Images, kept with { Metrics = ["wrcor-forward", "nwot"] });
        var both = SwapScorer.Score(module, Images, kept with { Metrics = ["epsinas", "wrcor-forward", "nwot"] });
        Assert.All(alone.Metrics, pair => Assert.Equal(pair.Value.Mean, both.Metrics[pair.Key].Mean));
        Assert.InRange(alone.Metrics["wrcor-forward"].Mean, -1000, 1000);
    }

    /// <summary>What a metric reads beside activations has to be called too.</summary>
    [Fact]
    public void Score_LayerRunByForward_IsAnErrorWhereItsValuesAreNeeded()
    {
        using var scope = NewDisposeScope();
        using var module = new HiddenNormalization();
        var swap = SwapScorer.Score(module, Images, new ModuleScoringOptions { Repeats = 1 });
        Assert.Equal(["relu"], swap.Activations.Select(pair => pair.Key));
        var fault = Assert.Throws<UsageException>(() => SwapScorer.Score(module, Images, new ModuleScoringOptions { Metrics = ["zen"], Repeats = 1 }));
        Assert.StartsWith("the module holds modules that were not called, whose values the metrics need: normalization", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ScoreAsync_ModuleByTheFrontDoor_IsWhatTheScorerOfModulesSays()
    {
        using var module = new Mixed(callsBoth: true);
        await using var scorer = new Scorer(new ScorerOptions { Evaluation = new EvaluationOptions { Repeats = 2 }, Samples = Images });
        var score = await scorer.ScoreAsync(module);
        Assert.Equal(SwapScorer.Score(module, Images, new ModuleScoringOptions { Repeats = 2 }).Metrics["swap"].Values, score.Result.Metrics["swap"].Values);
        Assert.Null(score.Failure);
    }

    [Fact]
    public void Score_WrongOptions_AreAllReported()
    {
        using var module = nn.ReLU();
        var fault = Assert.Throws<UsageException>(() => SwapScorer.Score(
            module, Images, new ModuleScoringOptions { Metrics = ["snip", "magic", "flops"], Repeats = 0 }, MetricCatalog.Standard));
        Assert.Contains("snip cannot be computed of a TorchSharp module: it needs the class of every sample and the loss of the task and gradients", fault.Message, StringComparison.Ordinal);
        Assert.Contains("unknown metric 'magic'", fault.Message, StringComparison.Ordinal);
        Assert.Contains("flops cannot be computed of a TorchSharp module", fault.Message, StringComparison.Ordinal);
        Assert.Contains("repeats must be", fault.Message, StringComparison.Ordinal);
    }

    private sealed class Mixed : nn.Module<Tensor, Tensor>
    {
        // TorchSharp names components after their fields.
#pragma warning disable IDE1006
        private readonly nn.Module<Tensor, Tensor> start = nn.Conv2d(3, 4, 3);
        private readonly nn.Module<Tensor, Tensor> first = nn.ReLU();
        private readonly nn.Module<Tensor, Tensor> next = nn.Conv2d(4, 8, 3);
        private readonly nn.Module<Tensor, Tensor> second = nn.ReLU();
#pragma warning restore IDE1006
        private readonly bool _callsBoth;

        public Mixed(bool callsBoth)
            : base("mixed")
        {
            _callsBoth = callsBoth;
            RegisterComponents();
        }

        public override Tensor forward(Tensor input)
        {
            var x = next.call(first.call(start.call(input)));
            return _callsBoth ? second.call(x) : second.forward(x);
        }
    }

    private sealed class HiddenNormalization : nn.Module<Tensor, Tensor>
    {
        // TorchSharp names components after their fields.
#pragma warning disable IDE1006
        private readonly nn.Module<Tensor, Tensor> convolution = nn.Conv2d(3, 4, 3);
        private readonly nn.Module<Tensor, Tensor> normalization = nn.BatchNorm2d(4);
        private readonly nn.Module<Tensor, Tensor> relu = nn.ReLU();
#pragma warning restore IDE1006

        public HiddenNormalization()
            : base("hidden") => RegisterComponents();

        public override Tensor forward(Tensor input) => relu.call(normalization.forward(convolution.call(input)));
    }

    [Fact]
    public void Metrics_OfModules_AreAllThatNeedNoSpecialArchitecture() =>
        Assert.Equal(
            ["swap", "swap-regularised", "rarefied-swap", "rarefied-swap-8", "standard-patterns", "independence", "own-patterns", "independent-patterns", "swap-plus", "nwot", "nwot-distinct", "zen", "zen-faithful", "meco", "meco-opt", "near", "epsinas", "expressivity", "progressivity", "rbflex", "wrcor-forward", "linear-regions", "l2-norm", "zerolm"],
            SwapScorer.Metrics);

    private static double Measure(Network network, IForwardMeasure measure, RandomKey key)
    {
        var passes = measure.Protocol.Passes(Images, key, InputLimits.Only(Images.Shape));
        var plan = Plan.Compile(network, passes[0].Size, new PlanOptions { Observed = measure.Observed(network) });
        using var executor = new Executor();
        executor.Load(plan, passes[0]);
        using var observer = measure.Start(network, plan.BatchSize, plan.GroupSize);
        var drawn = measure.Protocol.Initializer is { } name ? Initializers.Find(name) : GaussianInitializer.Instance;
        foreach (var initializer in measure.Protocol.Constants.Select(IInitializer (constant) => new ConstantInitializer(constant)).DefaultIfEmpty(drawn))
        {
            executor.Initialize(initializer, key);
            foreach (var pass in passes)
            {
                executor.Feed(pass);
                executor.Run(observer);
                observer.EndPass();
            }
        }

        return observer.Finish();
    }
}
