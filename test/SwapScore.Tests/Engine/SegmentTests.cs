using CsCheck;
using SwapScore.Data;
using SwapScore.Engine;
using SwapScore.Engine.Backward;
using SwapScore.Networks;
using SwapScore.Randomness;
using SwapScore.Spaces;

namespace SwapScore.Tests.Engine;

/// <summary>Forward passes that keep few values, which backward passes compute again: the same bits in less memory.</summary>
public sealed class SegmentTests
{
    private const GradientKinds Kinds = GradientKinds.Weights | GradientKinds.Input | GradientKinds.Products;

    [Theory]
    [InlineData("nasbench101", Explicit = true)]
    [InlineData("nasbench201")]
    [InlineData("darts", Explicit = true)]
    [InlineData("transnas-macro", Explicit = true)]
    public void Gradients_ArchitecturesOfSpaces_HaveTheSameBitsInLessMemory(string name)
    {
        var space = SearchSpaces.Find(name);
        var task = space.Tasks.First(task => task.Loss == TaskLoss.CrossEntropy && task.Input.Channels == 3);
        var batch = BuiltInImages.Natural32.Resize(16).ToBatch(0, 5).WithRandomLabels(10);
        var network = space.BuildScoringNetwork(space.Sample(RandomKey.FromSeed(7)), task, batch.Shape);
        var (whole, bytes) = Gradients(network, batch, 1);
        var smallest = long.MaxValue;
        foreach (var segments in (int[])[2, 5, 16])
        {
            var (values, smaller) = Gradients(network, batch, segments);
            Assert.Equal(whole, values);
            smallest = Math.Min(smallest, smaller);
        }

        Assert.True(smallest < bytes, $"{smallest} bytes in segments, {bytes} in one");
    }

    [Fact]
    public void Gradients_RandomGraphs_HaveTheSameBits() =>
        Gen.Select(Gen.Int[0, 1 << 30], Gen.Int[1, 18], Gen.Int[2, 12]).ForAll(
            (seed, samples, segments) =>
            {
                var network = BackwardTests.RandomGraph(RandomKey.FromSeed(seed));
                var batch = EngineAssert.RandomBatch(network.Nodes[0].Shape, samples, RandomKey.FromSeed(seed));
                Assert.Equal(Gradients(network, batch, 1).Values, Gradients(network, batch, segments).Values);
            },
            cases: 40);

    [Fact]
    public void Gradients_OfAnEncoder_HaveTheSameBits()
    {
        var builder = new NetworkBuilder("encoder");
        var x = builder.TokenEmbedding(builder.Input(new Shape(1, 1, 5)), 7, 9, 6);
        for (var layer = 0; layer < 3; layer++)
        {
            var head = builder.Reshape(builder.Convolution(builder.Dropout(x, 0.1f), 4, 1), new Shape(2, 2, 5));
            var weights = builder.Softmax(builder.MatrixProduct(head, builder.Tanh(head), transposeFirst: true, scale: 0.5f));
            var mixed = builder.Reshape(builder.MatrixProduct(head, weights, transposeSecond: true), new Shape(4, 1, 5));
            x = builder.LayerNormalization(builder.Sum([x, builder.Gelu(builder.Convolution(mixed, 9, 1))]), 1e-5f);
        }

        var network = builder.Build(builder.Linear(x, 2));
        var batch = new Batch(new Shape(1, 1, 5), [.. Enumerable.Range(0, 5 * 17).Select(i => i * 3 % 7f)], "tokens");
        var whole = Gradients(network, batch, 1).Values;
        Assert.Equal(whole, Gradients(network, batch, 2).Values);
        Assert.Equal(whole, Gradients(network, batch, 4).Values);
    }

    /// <summary>The size that the benchmark took, planned before anything runs.</summary>
    [Theory]
    [InlineData("class_scene")]
    [InlineData("autoencoder", Explicit = true)]
    [InlineData("segmentsemantic", Explicit = true)]
    [InlineData("room_layout", Explicit = true)]
    public void Plan_OfTransNasMacroAtTheFullSide_TakesAtMostFourGigabytes(string taskName)
    {
        var space = SearchSpaces.Find("transnas-macro");
        for (var seed = 0; seed < 12; seed++)
        {
            var network = space.BuildScoringNetwork(space.Sample(RandomKey.FromSeed(seed)), SearchSpaces.FindTask(space, taskName), new Shape(3, 256, 256));
            var plan = Compile(network, 32, new BackwardOptions { Kinds = Kinds });
            Write(taskName, hasTangents: false, plan, Compile(network, 32, new BackwardOptions { Kinds = Kinds, MostKeptBytes = long.MaxValue }));
            Assert.InRange(plan.WorkspaceBytes, 1, 4_000_000_000);
        }
    }

    /// <summary>The network that is wide and large the longest takes more than that, in segments less than half of what it takes whole.</summary>
    [Theory]
    [InlineData("class_scene", false)]
    [InlineData("class_scene", true, Explicit = true)]
    [InlineData("autoencoder", false, Explicit = true)]
    [InlineData("segmentsemantic", true, Explicit = true)]
    public void Plan_OfTheLargestTransNasMacro_TakesLessThanHalf(string taskName, bool hasTangents)
    {
        var space = SearchSpaces.Find("transnas-macro");
        var network = space.BuildScoringNetwork(space.Parse("(2, 2, 2, 1, 1, 3)"), SearchSpaces.FindTask(space, taskName), new Shape(3, 256, 256));
        var whole = Compile(network, 32, new BackwardOptions { Kinds = Kinds, MostKeptBytes = long.MaxValue }, hasTangents);
        var plan = Compile(network, 32, new BackwardOptions { Kinds = Kinds }, hasTangents);
        Write(taskName, hasTangents, plan, whole);
        Assert.InRange(plan.WorkspaceBytes, 1, whole.WorkspaceBytes / 2);
        var fault = Assert.Throws<UsageException>(() => Plan.Compile(
            network, 32, new PlanOptions { Backward = new BackwardOptions { Kinds = Kinds }, HasTangents = hasTangents, MaximumBytes = plan.WorkspaceBytes - 1 }));
        Assert.Contains("GB of working memory for a batch of 32", fault.Message, StringComparison.Ordinal);
        Assert.Equal("use a smaller batch or smaller inputs", fault.Hint);
    }

    private static void Write(string taskName, bool hasTangents, Plan plan, Plan whole) => TestContext.Current.TestOutputHelper?.WriteLine(FormattableString.Invariant(
        $"{taskName}, tangents {hasTangents}: {whole.WorkspaceBytes / 1e9:F2} GB whole, {plan.WorkspaceBytes / 1e9:F2} GB planned, {plan.Entries.Length} steps forward, {plan.Backward!.Entries.Length} backward instead of {whole.Backward!.Entries.Length}"));

    private static Plan Compile(Network network, int batchSize, BackwardOptions options, bool hasTangents = false) =>
        Plan.Compile(network, batchSize, new PlanOptions { Backward = options, MaximumBytes = long.MaxValue, HasTangents = hasTangents });

    /// <summary>All gradients of two backward passes after one forward pass, and the planned memory.</summary>
    private static (float[] Values, long Bytes) Gradients(Network network, Batch batch, int segments)
    {
        var plan = Compile(network, batch.Size, new BackwardOptions { Kinds = Kinds, Segments = segments });
        using var executor = new Executor();
        executor.Load(plan, batch);
        executor.Initialize(new TestInitializer(), RandomKey.FromSeed(7));
        executor.Forward();
        var values = new List<float>();
        foreach (var kinds in (GradientKinds[])[GradientKinds.Input, Kinds])
        {
            executor.Backward((sample, _, gradient) => Gaussian.Fill(RandomKey.FromSeed(sample), gradient), kinds);
            if (executor.TryGetInputGradient(out var input))
                for (var sample = 0; sample < batch.Size; sample++)
                    values.AddRange(input.Sample(sample).ToArray());
        }

        foreach (var one in executor.Parameters)
            values.AddRange(executor.GradientOf(one));
        for (var node = 0; node < executor.ProductNodes.Count(); node++)
            for (var sample = 0; sample < batch.Size; sample++)
                values.AddRange(executor.Products(node).Sample(sample).ToArray());
        return ([.. values], plan.WorkspaceBytes);
    }
}
