using CsCheck;
using SwapScore.Data;
using SwapScore.Engine;
using SwapScore.Engine.Backward;
using SwapScore.Engine.Tangents;
using SwapScore.Lanes;
using SwapScore.Networks;
using SwapScore.Randomness;
using SwapScore.Spaces;
using SwapScore.Weights;

namespace SwapScore.Tests.Engine;

/// <summary>Plans with tangents: values and gradients are the bits of plans without, tangents the same bits for all widths and threads.</summary>
public sealed class TangentTests
{
    [Theory]
    [InlineData("nasbench101", Explicit = true)]
    [InlineData("nasbench201")]
    [InlineData("darts", Explicit = true)]
    [InlineData("transnas-micro", Explicit = true)]
    public void Tangents_ArchitecturesOfSpaces_LeaveValuesAloneAndNeverDependOnTheWidth(string name)
    {
        var space = SearchSpaces.Find(name);
        var task = space.Tasks.First(task => task.Loss == TaskLoss.CrossEntropy && task.Input.Channels == 3);
        var batch = BuiltInImages.Natural32.Resize(8).ToBatch(0, 6).WithRandomLabels(10);
        var network = space.BuildScoringNetwork(space.Sample(RandomKey.FromSeed(7)), task, batch.Shape);
        var plain = Gradients(network, space, batch, VectorWidth.Bits256, 1, hasTangents: false).Values;
        var first = Gradients(network, space, batch, VectorWidth.Scalar, 1, hasTangents: true).Tangents;
        Assert.Contains(first, value => value != 0);
        foreach (var (width, threads) in ((VectorWidth, int)[])[(VectorWidth.Bits512, 1), (VectorWidth.Bits256, 2), (VectorWidth.Bits128, 5)])
        {
            var (values, tangents) = Gradients(network, space, batch, width, threads, hasTangents: true);
            Assert.Equal(plain, values);
            Assert.Equal(first, tangents);
        }
    }

    [Fact]
    public void Tangents_OfValues_AreDifferences() =>
        Gen.Select(Gen.Int[1, 20], Gen.Long).ForAll(
            (samples, seed) =>
            {
                // Forward alone: of a polynomial of the samples, whose differences are exact up to the second order.
                var builder = new NetworkBuilder("polynomial");
                var x = builder.Input(new Shape(2, 3, 3));
                var y = builder.Multiply(builder.Convolution(x, 2, 3, padding: 1), x);
                var network = builder.Build(builder.AveragePooling(y, 3, 1, 1));
                var key = RandomKey.FromSeed(seed);
                var batch = EngineAssert.RandomBatch(x.Shape, samples, key);
                var change = EngineAssert.RandomBatch(x.Shape, samples, key.Derive(RandomPurpose.Other, 1));
                using var executor = new Executor();
                executor.Load(Plan.Compile(network, samples, new PlanOptions { HasTangents = true, Observed = network.Outputs.Contains }), batch);
                executor.Along(new Direction { Samples = change });
                executor.Initialize(new TestInitializer(), key);
                var seen = new TangentObserver();
                executor.Run(seen);
                var (above, below) = (Outputs(network, Moved(batch, change, 1), key), Outputs(network, Moved(batch, change, -1), key));
                var size = seen.Tangents.Max(Math.Abs);
                for (var i = 0; i < above.Length; i++)
                    Assert.Equal((above[i] - below[i]) / 2, seen.Tangents[i], tolerance: 1e-4f * (size + Math.Abs(above[i])));
            },
            cases: 20);

    [Fact]
    public void Tangents_AlongWeightsInFrontOfANormalization_AreMinusTheirGradient()
    {
        // The scale of such weights does not matter, so that their gradient is inversely proportional to it. Epsilon alone disturbs that.
        var network = DifferentiableOperations.Network("batchnorm, relu");
        var batch = EngineAssert.RandomBatch(network.Nodes[0].Shape, 3, RandomKey.FromSeed(5));
        using var executor = new Executor();
        executor.Load(
            Plan.Compile(network, 3, new PlanOptions { HasTangents = true, Backward = new BackwardOptions { Kinds = GradientKinds.Weights, IsDouble = true } }), batch);
        executor.Along(new Direction
        {
            Weights = (owner, _, values, tangents) =>
            {
                if (owner.Name == "map") values.CopyTo(tangents);
            },
        });
        executor.Initialize(new ScaleFreeInitializer(), RandomKey.FromSeed(3));
        executor.Forward();
        executor.Backward(LossGradients.Sum, GradientKinds.Weights);
        var gradients = executor.SlopedDoubleGradientOf(executor.Parameters[0]).ToArray();
        var size = gradients.Max(one => Math.Abs(one.Value));
        Assert.True(size > 0);
        Assert.All(gradients, one => Assert.Equal(-one.Value, one.Tangent, 1e-3 * size));
    }

    private static (float[] Values, float[] Tangents) Gradients(Network network, ISearchSpace space, Batch batch, VectorWidth width, int threads, bool hasTangents)
    {
        using var executor = new Executor(threads);
        executor.Load(
            Plan.Compile(network, batch.Size, new PlanOptions { Width = width, HasTangents = hasTangents, Backward = new BackwardOptions { Kinds = GradientKinds.Weights } }), batch);
        if (hasTangents) executor.Along(new Direction { Weights = (_, _, values, tangents) => values.CopyTo(tangents) });
        executor.Initialize(space.Initializer, RandomKey.FromSeed(7));
        executor.Forward();
        var loss = LossGradients.CrossEntropy(batch.Labels!.Value, network.Outputs[0].Shape.Channels);
        if (!hasTangents)
        {
            executor.Backward(loss, GradientKinds.Weights);
            return ([.. executor.Parameters.SelectMany(one => executor.GradientOf(one).ToArray())], []);
        }

        executor.Backward(loss, GradientKinds.Weights);
        var all = executor.Parameters.SelectMany(one => executor.SlopedGradientOf(one).ToArray()).ToArray();
        return (Array.ConvertAll(all, one => one.Value), Array.ConvertAll(all, one => one.Tangent));
    }

    private static float[] Outputs(Network network, Batch batch, RandomKey key)
    {
        using var executor = new Executor();
        executor.Load(Plan.Compile(network, batch.Size, new PlanOptions { Observed = network.Outputs.Contains }), batch);
        executor.Initialize(new TestInitializer(), key);
        var seen = new CollectingObserver();
        executor.Run(seen);
        return seen.Values.Values.Single();
    }

    private static Batch Moved(Batch batch, Batch change, float distance) =>
        new(batch.Shape, [.. batch.Values.ToArray().Zip(change.Values.ToArray(), (value, step) => value + distance * step)], "moved");

    /// <summary>Random weights without biases.</summary>
    private sealed class ScaleFreeInitializer : IInitializer
    {
        public string Name => "scale-free";

        public void Fill(Node node, Parameter parameter, RandomKey key, Span<float> values)
        {
            if (parameter.Role == ParameterRole.Bias) values.Clear();
            else new TestInitializer().Fill(node, parameter, key, values);
        }
    }

    private sealed class TangentObserver : ITangentObserver
    {
        private readonly CollectingObserver _tangents = new();

        public float[] Tangents => _tangents.Values.Values.Single();

        public void Observe(in Activation activation)
        {
        }

        public void ObserveTangents(in Activation tangents) => _tangents.Observe(tangents);
    }
}
