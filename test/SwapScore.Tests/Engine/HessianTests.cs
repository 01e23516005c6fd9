using SwapScore.Data;
using SwapScore.Engine;
using SwapScore.Engine.Backward;
using SwapScore.Engine.Tangents;
using SwapScore.Networks;
using SwapScore.Networks.Operations;
using SwapScore.Randomness;
using SwapScore.Weights;

namespace SwapScore.Tests.Engine;

/// <summary>
/// Products of the Hessian with a direction, in double precision, against finite differences of gradients along that direction: of samples and all weights
/// together, for every operation.
/// </summary>
public sealed class HessianTests
{
    private const int BatchSize = 3;

    // Samples and weights are floats, whole multiples of this, and their directions whole numbers: both are moved without rounding.
    private const float Distance = 1f / 65536;

    [Theory]
    [MemberData(nameof(DifferentiableOperations.Names), MemberType = typeof(DifferentiableOperations))]
    public void Tangents_OfEveryOperation_AreDifferencesOfGradients(string name) => Check(DifferentiableOperations.Network(name));

    [Fact]
    public void Tangents_OfAnEncoder_AreDifferencesOfGradients()
    {
        var builder = new NetworkBuilder("encoder");
        var x = builder.TokenEmbedding(builder.Input(new Shape(1, 1, 5)), 7, 9, 6);
        x = builder.LayerNormalization(builder.Dropout(x, 0.1f), 1e-5f);
        var head = builder.Reshape(builder.Convolution(x, 4, 1), new Shape(2, 2, 5));
        var weights = builder.Softmax(builder.MatrixProduct(head, builder.Tanh(head), transposeFirst: true, scale: 0.5f));
        x = builder.Sum([x, builder.Convolution(builder.Reshape(builder.MatrixProduct(head, weights, transposeSecond: true), new Shape(4, 1, 5)), 9, 1)]);
        Check(builder.Build(builder.Linear(builder.Gelu(builder.LayerNormalization(x, 1e-5f)), 2)));
    }

    private static void Check(Network network)
    {
        var tangents = new List<double>();
        using (var executor = Pass(network, 0))
        {
            foreach (var one in executor.Parameters)
                foreach (var (_, tangent) in executor.SlopedDoubleGradientOf(one))
                    tangents.Add(tangent);
        }

        var (above, below) = (Gradients(network, Distance), Gradients(network, -Distance));
        var size = Math.Sqrt(tangents.Sum(value => value * value) / tangents.Count);
        Assert.True(size > 0 && double.IsFinite(size), network.Dump());
        for (var i = 0; i < tangents.Count; i++)
            Assert.Equal((above[i] - below[i]) / (2 * Distance), tangents[i], 1e-5 * (size + Math.Abs(tangents[i])));
    }

    private static List<double> Gradients(Network network, float distance)
    {
        using var executor = Pass(network, distance);
        return [.. executor.Parameters.SelectMany(one => executor.SlopedDoubleGradientOf(one).ToArray()).Select(one => one.Value)];
    }

    private static Executor Pass(Network network, float distance)
    {
        var shape = network.Nodes[0].Shape;
        var isText = network.Nodes.Any(node => node.Operation is TokenEmbedding);
        var (values, change) = (Noise.Values(shape, BatchSize, RandomKey.FromSeed(5)), Whole(shape.Count * BatchSize, RandomKey.FromSeed(6)));
        for (var i = 0; i < values.Length; i++)
            values[i] = isText ? i * 3 % 7 : MathF.Round(values[i] / Distance) * Distance + distance * change[i];
        var executor = new Executor();
        executor.Load(
            Plan.Compile(network, BatchSize, new PlanOptions { HasTangents = true, Backward = new BackwardOptions { Kinds = GradientKinds.Weights, IsDouble = true } }),
            new Batch(shape, values, "noise"));
        executor.Along(new Direction
        {
            Samples = isText ? null : new Batch(shape, change, "change"),
            Weights = (_, parameter, _, tangents) => Whole(parameter.Count, RandomKey.FromSeed(parameter.Count)).CopyTo(tangents),
        });
        executor.Initialize(new MovedInitializer(distance), RandomKey.FromSeed(3));
        executor.Forward();
        executor.Backward(LossGradients.Sum, GradientKinds.Weights);
        return executor;
    }

    /// <summary>Numbers of −2 … 2.</summary>
    private static float[] Whole(long count, RandomKey key)
    {
        var draw = key.Draw();
        return [.. Enumerable.Range(0, (int)count).Select(_ => draw.Next(5) - 2f)];
    }

    private sealed class MovedInitializer(float distance) : IInitializer
    {
        public string Name => "moved";

        public void Fill(Node node, Parameter parameter, RandomKey key, Span<float> values)
        {
            new TestInitializer().Fill(node, parameter, key, values);
            if (parameter.Role == ParameterRole.DropoutKey) return;
            var change = Whole(parameter.Count, RandomKey.FromSeed(parameter.Count));
            for (var i = 0; i < values.Length; i++)
                values[i] = MathF.Round(values[i] / Distance) * Distance + distance * change[i];
        }
    }
}
