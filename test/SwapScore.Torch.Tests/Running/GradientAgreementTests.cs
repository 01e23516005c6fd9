using SwapScore.Data;
using SwapScore.Engine;
using SwapScore.Engine.Backward;
using SwapScore.Networks;
using SwapScore.Networks.Operations;
using SwapScore.Randomness;
using SwapScore.Spaces;
using SwapScore.Spaces.FlexiBert;
using SwapScore.Tests.Engine;
using SwapScore.Torch.Running;
using SwapScore.Weights;
using static TorchSharp.torch;

namespace SwapScore.Torch.Tests.Running;

/// <summary>
/// libtorch in double precision as the judge of the engine's gradients, of up to 20 architectures per space among the explicit tests: the gradient by every node and parameter, from the
/// values and the gradients by the outputs that the engine has at that place.
/// </summary>
public sealed class GradientAgreementTests
{
    private const int Architectures = 20;

    /// <summary>Largest error in units of the root mean square of a gradient.</summary>
    private const double Tolerance = 1e-5;

    [Theory]
    [InlineData("darts", 8, 5, Explicit = true)]
    [InlineData("nasbench101", 8, 5, Explicit = true)]
    [InlineData("nasbench201", 8, 6, 6)]
    [InlineData("nasbench201", 8, 6, Explicit = true)]
    [InlineData("nasbench301", 8, 4, Explicit = true)]
    [InlineData("transnas-micro", 16, 4, 7, Explicit = true)]
    [InlineData("transnas-macro", 16, 3, 7, Explicit = true)]
    [InlineData("mobilenet", 24, 4, 2, Explicit = true)]
    [InlineData("autoformer-tiny", 32, 3, 3, Explicit = true)]
    [InlineData("pit", 32, 3, 3, Explicit = true)]
    [InlineData("flexibert-original", 1, 3, Explicit = true)]
    public void Backward_SampledNetworks_AgreeWithLibtorch(string name, int side, int samples, int architectures = Architectures)
    {
        TorchLibrary.Load();
        set_num_threads(1);
        var space = SearchSpaces.Find(name);
        var (worst, where, compared) = (0.0, "", 0);
        for (var i = 0; i < architectures; i++)
        {
            var key = RandomKey.FromSeed(i);
            var task = space.Tasks[i % space.Tasks.Count];
            var input = new Shape(task.Input.Channels, side, side);
            var network = space.BuildScoringNetwork(space.Sample(key), task, input);
            var batch = new Batch(input, Noise.Values(input, samples, key.Derive(RandomPurpose.Noise, 0)), "noise");
            if (task.Preparation == ImagePreparation.Tokens)
            {
                // Encoders are as narrow as their heads allow, so that twenty take seconds.
                input = new Shape(1, 1, 9);
                network = FlexiBertNetworks.Build((FlexiBertArchitecture)space.Sample(key), new FlexiBertOptions { Vocabulary = 30, EmbeddingWidth = 24, Hidden = 32, FeedForward = 48 }, input);
                batch = new Batch(input, [.. Enumerable.Range(0, 9 * samples).Select(place => place * 7 % 30f)], "tokens");
            }

            foreach (var (what, error) in Errors(network, batch, space.Initializer, key))
            {
                compared++;
                if (error > worst) (worst, where) = (error, $"{what} of {network.Name}, seed {i}");
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{compared} gradients, largest error {worst:E1} of the root mean square: {where}");
        Assert.True(worst <= Tolerance, $"{worst} at {where}");
    }

    /// <summary>What convolutional networks of phones have: a capped ReLU, sigmoids that weigh channels, HardSwish.</summary>
    [Fact]
    public void Backward_Gates_AgreeWithLibtorch()
    {
        TorchLibrary.Load();
        set_num_threads(1);
        var builder = new NetworkBuilder("gates");
        var x = builder.CappedRelu(builder.Convolution(builder.Input(new Shape(3, 6, 5)), 4, 3, padding: 1), 0.4f);
        var gate = builder.Sigmoid(builder.Convolution(builder.GlobalAveragePooling(x), 4, 1, bias: true));
        x = builder.HardSwish(builder.Scaling(builder.Convolution(builder.Multiply(x, gate), 4, 3), 3));
        var network = builder.Build(builder.Linear(builder.Multiply(x, builder.HardSigmoid(builder.GlobalAveragePooling(x))), 5));
        var batch = new Batch(new Shape(3, 6, 5), Noise.Values(new Shape(3, 6, 5), 4, RandomKey.FromSeed(1)), "noise");
        var errors = Errors(network, batch, SearchSpaces.Find("nasbench201").Initializer, RandomKey.FromSeed(2));
        Assert.All(errors, one => Assert.True(one.Error <= Tolerance, $"{one}"));
    }

    private static List<(string What, double Error)> Errors(Network network, Batch batch, IInitializer initializer, RandomKey key)
    {
        var values = new CollectingObserver();
        using var executor = new Executor();
        executor.Load(Plan.Compile(network, batch.Size, new PlanOptions { Observed = _ => true }), batch);
        executor.Initialize(initializer, key);
        executor.Run(values);

        var ours = new CollectingObserver();
        executor.Load(Plan.Compile(network, batch.Size, new PlanOptions { Backward = new BackwardOptions { Kinds = (GradientKinds)15, IsObserved = _ => true } }), batch);
        executor.Initialize(initializer, key);
        executor.Forward();
        executor.Backward((sample, _, gradient) => Gaussian.Fill(key.Derive(RandomPurpose.Other, sample), gradient), (GradientKinds)15, ours);

        using var scope = NewDisposeScope();
        var weights = new TorchWeights(network, initializer, key, ScalarType.Float64, CPU);
        var expected = new Dictionary<int, Tensor>();
        var parameters = new Dictionary<(Node Owner, ParameterRole Role), Tensor>();
        foreach (var index in ours.Values.Keys)
        {
            var node = network.Nodes[index];
            if (node.Operation is Input or Zero) continue;
            var inputs = node.Inputs.Select(input => network.Nodes[network.Canonical[input.Index]])
                .Where(input => node.Operation is not Add || input.Operation is not Zero).ToArray();
            var x = Array.ConvertAll(inputs, input => AsTensor(values.Values[input.Index], input.Shape, batch.Size).requires_grad_(true));
            var roles = node.Parameters.Where(GradientNeeds.Has).Select(parameter => parameter.Role).ToArray();
            var hasGradient = node.Operation is not TokenEmbedding;
            var gradients = autograd.grad(
                [TorchPass.Compute(node, x, weights)], [.. hasGradient ? x : [], .. roles.Select(role => weights.Of(node, role)!)],
                [AsTensor(ours.Values[index], node.Shape, batch.Size)]);
            for (var i = 0; i < inputs.Length && hasGradient; i++)
                expected[inputs[i].Index] = expected.TryGetValue(inputs[i].Index, out var sum) ? sum.Plus(gradients[i]) : gradients[i];
            for (var i = 0; i < roles.Length; i++)
                parameters[(node.WeightOwner, roles[i])] =
                    parameters.TryGetValue((node.WeightOwner, roles[i]), out var sum) ? sum.Plus(gradients[(hasGradient ? inputs.Length : 0) + i]) : gradients[(hasGradient ? inputs.Length : 0) + i];
        }

        var errors = new List<(string What, double Error)>();
        foreach (var (index, theirs) in expected.Where(pair => network.Nodes[pair.Key].Operation is not Zero))
            errors.Add((network.Nodes[index].ToString(), Error(ours.Values[index], theirs.reshape(batch.Size, -1).transpose(0, 1).contiguous().data<double>().ToArray(), SummedPairs(network, index, ours))));
        Assert.Equal(parameters.Count, executor.Parameters.Count);
        foreach (var one in executor.Parameters)
            errors.Add((
                $"{one.Parameter.Name} of {one.Owner}",
                Error(
                    executor.GradientOf(one).ToArray(), parameters[(one.Owner, one.Parameter.Role)].contiguous().data<double>().ToArray(),
                    one.Parameter.Role == ParameterRole.Scale ? Terms(values.Values[one.Owner.Index], ours.Values[one.Owner.Index]) : 0)));
        return errors;
    }

    /// <summary>
    /// The sum of squares of the terms that a scale's gradient sums: where a normalisation follows, the scale does not matter, and the sum is zero but for rounding.
    /// </summary>
    private static double Terms(float[] values, float[] gradients) =>
        values.Zip(gradients, (value, gradient) => (double)value * value * gradient * gradient).Sum();

    /// <summary>
    /// The sum of squares of the terms that the gradient by a distance sums, if the value is one of distances: where a token is at one distance from all, they are the
    /// gradients of a softmax, and the sum is zero but for rounding.
    /// </summary>
    private static double SummedPairs(Network network, int index, CollectingObserver ours) =>
        network.Nodes.Where(node => node.Operation is RelativeLookup && network.Canonical[node.Inputs[0].Index] == index && ours.Values.ContainsKey(node.Index))
            .Sum(node => ours.Values[node.Index].Sum(gradient => (double)gradient * gradient));

    /// <summary>The root mean square of the difference, in units of that of the values or, where it is larger, of what they are sums of.</summary>
    private static double Error(float[] ours, double[] theirs, double terms = 0)
    {
        Assert.Equal(theirs.Length, ours.Length);
        var (difference, size) = (0.0, 0.0);
        for (var i = 0; i < ours.Length; i++)
            (difference, size) = (difference + (ours[i] - theirs[i]) * (ours[i] - theirs[i]), size + theirs[i] * theirs[i]);
        return difference == 0 ? 0 : Math.Sqrt(difference / Math.Max(size, terms));
    }

    /// <summary>From <c>[neuron][sample]</c> to <c>[sample][channel][row][column]</c>, in double precision.</summary>
    private static Tensor AsTensor(float[] values, Shape shape, int samples) =>
        tensor(values, [shape.Channels, shape.Rows, shape.Columns, samples]).permute(3, 0, 1, 2).contiguous().to_type(ScalarType.Float64);
}
