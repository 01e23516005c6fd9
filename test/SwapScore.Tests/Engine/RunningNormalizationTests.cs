using SwapScore.Data;
using SwapScore.Engine;
using SwapScore.Engine.Backward;
using SwapScore.Lanes;
using SwapScore.Networks;
using SwapScore.Randomness;

namespace SwapScore.Tests.Engine;

/// <summary>Gradients through batch normalizations with running statistics.</summary>
public sealed class RunningNormalizationTests
{
    [Fact]
    public void Backward_RunningStatistics_ScalesEveryChannel()
    {
        var builder = new NetworkBuilder("running");
        var shape = new Shape(5, 3, 2);
        var norm = builder.BatchNormalization(builder.Input(shape));
        var linear = builder.Linear(norm, 2);
        var network = builder.Build(linear);
        var key = RandomKey.FromSeed(3);
        var (scales, weights) = (ReferenceExecutor.Weights(norm, new TestInitializer(), key), ReferenceExecutor.Weights(linear, new TestInitializer(), key)[ParameterRole.LinearWeight]);
        foreach (var width in Enum.GetValues<VectorWidth>())
        {
            var plan = Plan.Compile(network, 19, new PlanOptions { Normalization = NormalizationMode.Running, Width = width, Backward = new BackwardOptions { Kinds = GradientKinds.Input } });
            using var executor = new Executor();
            executor.Load(plan, Noise.ToBatch(shape, 19, 1));
            executor.Initialize(new TestInitializer(), key);
            executor.Forward();
            executor.Backward((_, _, gradient) => (gradient[0], gradient[1]) = (0, 1), GradientKinds.Input);
            Assert.True(executor.TryGetInputGradient(out var gradient));
            for (var sample = 0; sample < 19; sample++)
                for (var i = 0; i < shape.Count; i++)
                {
                    var channel = i / (int)shape.Area;
                    var scale = scales[ParameterRole.Scale][channel] / Math.Sqrt(scales[ParameterRole.RunningVariance][channel] + 1e-5);
                    Assert.Equal(weights[shape.Count + i] * scale, gradient.Sample(sample)[i], 1e-6 * Math.Abs(scale));
                }
        }
    }

    [Fact]
    public void Compile_GradientsByScales_IsRefused()
    {
        var builder = new NetworkBuilder("running");
        var network = builder.Build(builder.BatchNormalization(builder.Input(new Shape(5, 3, 2))));
        Assert.Throws<NotSupportedException>(() =>
            Plan.Compile(network, 2, new PlanOptions { Normalization = NormalizationMode.Running, Backward = new BackwardOptions { Kinds = GradientKinds.Weights } }));
    }
}
