using SwapScore.Data;
using SwapScore.Engine;
using SwapScore.Networks;
using SwapScore.Randomness;
using SwapScore.Spaces;
using SwapScore.Tests.Engine;
using SwapScore.Torch.Loading;
using SwapScore.Torch.Running;
using static TorchSharp.torch;

namespace SwapScore.Torch.Tests.Running;

/// <summary>
/// libtorch as the judge of the engine: the same network, weights and samples, every value of every node compared, of 20 architectures per
/// space among the explicit tests. Each node by itself, from the same inputs, and the whole pass. (That the pattern counter counts what is counted here is tested
/// with the engine.)
/// </summary>
public sealed class EngineAgreementTests
{
    private const int Architectures = 20;

    // Names how many architectures are tried of each space, instead of those that keep the tests short.
    private const string Wanted = "SWAPSCORE_JUDGE_NETWORKS";

    // Which of the nodes near the tolerance are beyond it is chance.
    private const double FarAsTheirs = 1.25;
    private const int FarByChance = 5;

    [Theory]
    [InlineData("darts", 16, 8, 1, Explicit = true)]
    [InlineData("nasbench101", 8, 4, 0.8, Explicit = true)]
    [InlineData("nasbench201", 8, 8, 0.95, 6)]
    [InlineData("nasbench201", 8, 8, 0.95, Explicit = true)]
    [InlineData("nasbench301", 8, 4, 0.95, Explicit = true)]
    [InlineData("transnas-micro", 16, 4, 0.7, Explicit = true)]
    [InlineData("transnas-macro", 16, 4, 0.7, Explicit = true)]
    [InlineData("nasbench-macro", 16, 4, 0.7, Explicit = true)]
    [InlineData("resnet-like", 8, 4, 0.7, 5, Explicit = true)]
    [InlineData("mobilenet", 32, 4, 0.6, Explicit = true)]
    [InlineData("autoformer-tiny", 48, 3, 1, 1)]
    [InlineData("autoformer-tiny", 48, 3, 1, 5, Explicit = true)]
    [InlineData("autoformer-small", 48, 3, 1, 1, Explicit = true)]
    [InlineData("autoformer-base", 48, 3, 1, 1, Explicit = true)]
    [InlineData("pit", 48, 3, 1, 5, Explicit = true)]
    public void Engine_SampledNetworks_AgreeWithLibtorch(string name, int side, int samples, double share, int architectures = Architectures)
    {
        var space = SearchSpaces.Find(name);
        Compare(space, architectures, samples, share, (task, key) => new Shape(task.Input.Channels, side, side), (shape, key) =>
            Noise.Values(shape, samples, key));
    }

    [Theory]
    [InlineData("flexibert", 4)]
    [InlineData("flexibert", Architectures, Explicit = true)]
    [InlineData("flexibert-faithful", Architectures, Explicit = true)]
    public void Engine_SampledEncoders_AgreeWithLibtorch(string name, int architectures)
    {
        const int Samples = 3;
        Compare(SearchSpaces.Find(name), architectures, Samples, 1, (_, _) => new Shape(1, 1, 6), (shape, key) =>
        {
            var draw = key.Draw();
            return [.. Enumerable.Range(0, Samples * (int)shape.Count).Select(_ => (float)draw.Next(30_522))];
        });
    }

    /// <param name="space">The space.</param>
    /// <param name="architectures">Number of sampled architectures.</param>
    /// <param name="samples">Samples of a batch.</param>
    /// <param name="share">
    /// Least share of the nodes that agree to the tolerance after whole passes; the others are where few values, of few samples and small maps, are normalised.
    /// </param>
    /// <param name="shape">Shape of a sample.</param>
    /// <param name="values">Values of all samples.</param>
    private static void Compare(ISearchSpace space, int architectures, int samples, double share, Func<SpaceTask, RandomKey, Shape> shape, Func<Shape, RandomKey, float[]> values)
    {
        TorchLibrary.Load();
        set_num_threads(1);
        var found = new Agreement();
        if (int.TryParse(Environment.GetEnvironmentVariable(Wanted), out var wanted)) architectures = wanted;
        for (var i = 0; i < architectures; i++)
        {
            var key = RandomKey.FromSeed(i);
            var task = space.Tasks[i % space.Tasks.Count];
            var input = shape(task, key);
            var network = space.BuildScoringNetwork(space.Sample(key), task, input);
            var batch = new Batch(input, values(input, key.Derive(RandomPurpose.Noise, 0)), "noise");
            Assert.Equal(samples, batch.Size);
            Compare(network, batch, space, key, found);
        }

        TestContext.Current.TestOutputHelper?.WriteLine(found.ToString());
        Assert.True(found.WorstStep <= Agreement.Tolerance, found.ToString());
        Assert.True(found.EqualShare >= share, found.ToString());
        Assert.True(found.OursFar <= FarAsTheirs * found.TheirsFar + FarByChance, found.ToString());
        Assert.True(found.WorstScoreDifference < 1e-3, found.ToString());
    }

    private static void Compare(Network network, Batch batch, ISearchSpace space, RandomKey key, Agreement found)
    {
        var ours = new CollectingObserver();
        using (var executor = new Executor())
        {
            executor.Load(Plan.Compile(network, batch.Size, new PlanOptions { Observed = _ => true }), batch);
            executor.Initialize(space.ScoringInitializer, key);
            executor.Run(ours);
        }

        using var scope = NewDisposeScope();
        using var forwardOnly = no_grad();
        using var convolutions = new PlainConvolutions();
        var weights = new TorchWeights(network, space.ScoringInitializer, key, ScalarType.Float32, CPU);
        var pass = new TorchPass(network, weights, TorchPass.InputOf(batch, ScalarType.Float32, CPU), observed: _ => true);
        var exact = new TorchPass(
            network, new TorchWeights(network, space.ScoringInitializer, key, ScalarType.Float64, CPU), TorchPass.InputOf(batch, ScalarType.Float64, CPU),
            observed: _ => true);
        var activations = network.Activations.Select(node => network.Canonical[node.Index]).ToHashSet();
        var (ourPatterns, theirPatterns) = (new HashSet<long>(), new HashSet<long>());
        foreach (var (index, values) in ours.Values)
        {
            var node = network.Nodes[index];
            var theirs = Values(pass.Of(node), batch.Size);
            found.AddExact(values, theirs, Ordered(exact.Of(node), batch.Size).data<double>().ToArray());
            found.AddPass(values, theirs, activations.Contains(index));
            if (node.Inputs.Length > 0)
            {
                using var step = NewDisposeScope();
                var inputs = node.Inputs.Select(input => AsTensor(ours.Values[network.Canonical[input.Index]], input.Shape, batch.Size)).ToArray();
                found.AddStep(node.Name, values, Values(TorchPass.Compute(node, inputs, weights), batch.Size));
            }

            if (!activations.Contains(index)) continue;
            AddPatterns(values, batch.Size, ourPatterns);
            AddPatterns(theirs, batch.Size, theirPatterns);
        }

        found.AddScores(ourPatterns.Count, theirPatterns.Count);
    }

    /// <summary>From <c>[neuron][sample]</c> to <c>[sample][channel][row][column]</c>.</summary>
    private static Tensor AsTensor(float[] values, Shape shape, int samples) =>
        tensor(values, [shape.Channels, shape.Rows, shape.Columns, samples]).permute(3, 0, 1, 2).contiguous();

    private static float[] Values(Tensor value, int samples) => Ordered(value, samples).data<float>().ToArray();

    /// <summary>From <c>[sample][channel][row][column]</c> to <c>[neuron][sample]</c>.</summary>
    private static Tensor Ordered(Tensor value, int samples) => value.reshape(samples, -1).transpose(0, 1).contiguous();

    /// <summary>Two bits a sample.</summary>
    private static void AddPatterns(float[] values, int samples, HashSet<long> patterns)
    {
        for (var neuron = 0; neuron < values.Length; neuron += samples)
        {
            var pattern = 0L;
            for (var sample = 0; sample < samples; sample++)
                pattern = 4 * pattern + Math.Sign(values[neuron + sample]) + 1;
            patterns.Add(pattern);
        }
    }
}
