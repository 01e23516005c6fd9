using SwapScore.Evaluation;
using SwapScore.Weights;

namespace SwapScore.Tests.Weights;

public sealed class InitializersTests
{
    private static readonly IInitializer Auto = new TransformerInitializer(), Scoring = new GaussianInitializer(), Benchmark = new FanInUniformInitializer();

    [Fact]
    public void Choose_EveryName_GivesWhatItStandsFor()
    {
        Assert.Same(Auto, Initializers.Choose(null, Auto, Scoring, Benchmark));
        Assert.Same(Auto, Initializers.Choose("auto", Auto, Scoring, Benchmark));
        Assert.Same(Scoring, Initializers.Choose("scoring", Auto, Scoring, Benchmark));
        Assert.Same(Benchmark, Initializers.Choose("benchmark", Auto, Scoring, Benchmark));
        Assert.All(Initializers.All, one => Assert.Same(one, Initializers.Choose(one.Name, Auto, Scoring, Benchmark)));
        Assert.Equal(["auto", "scoring", "benchmark", "gaussian", "kaiming", "fan-in-uniform", "transformer", "keep"], Initializers.Names);
    }

    [Theory]
    [InlineData("gausian", "unknown initializer 'gausian' (did you mean 'gaussian'?)")]
    [InlineData("keep", "an architecture has no weights that could be kept: they are drawn")]
    [InlineData("ones", "unknown initializer 'ones' (known: gaussian, kaiming, fan-in-uniform, transformer)")]
    public void Choose_AnotherName_SaysWhatIsWrong(string name, string message) =>
        Assert.Equal(message, Assert.Throws<UsageException>(() => Initializers.Choose(name, Auto, Scoring, Benchmark)).Message);

    [Fact]
    public void Options_UnknownInitializer_AreRefusedWithASuggestion()
    {
        var fault = Assert.Throws<UsageException>(() => new EvaluationOptions { Initializer = "kaming" }.Validated());
        Assert.Equal("unknown initializer 'kaming' (did you mean 'kaiming'?)", fault.Message);
    }
}
