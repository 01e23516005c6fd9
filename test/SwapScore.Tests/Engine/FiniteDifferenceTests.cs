using SwapScore.Data;
using SwapScore.Engine;
using SwapScore.Engine.Backward;
using SwapScore.Networks;
using SwapScore.Randomness;
using SwapScore.Weights;

namespace SwapScore.Tests.Engine;

/// <summary>Gradients in double precision against finite differences: of the weights of a map in front of every operation.</summary>
public sealed class FiniteDifferenceTests
{
    private const int BatchSize = 3;

    // Weights are floats: a power of two that changes them without rounding much. The error is of the second order in it.
    private const float Distance = 1f / 4096;

    [Theory]
    [MemberData(nameof(DifferentiableOperations.Names), MemberType = typeof(DifferentiableOperations))]
    public void Gradient_OfEveryOperation_IsTheSlope(string name)
    {
        var network = DifferentiableOperations.Network(name);
        var (values, gradient) = Run(network, 0, 0);
        var size = Math.Sqrt(gradient.Sum(value => value * value) / gradient.Length);
        Assert.True(size > 0 && double.IsFinite(size), values);
        for (var i = 0; i < gradient.Length; i++)
        {
            var (above, below) = (Value(network, i, Distance), Value(network, i, -Distance));
            Assert.Equal((above - below) / (2 * Distance), gradient[i], 1e-5 * (size + Math.Abs(gradient[i])));
        }
    }

    private static double Value(Network network, int index, float distance)
    {
        using var executor = Pass(network, index, distance);
        var last = executor.Parameters[^1];

        // The gradient by the weights of the last map is what it sums.
        var weights = executor.WeightsOf(last);
        var inputs = executor.DoubleGradientOf(last);
        var sum = 0.0;
        for (var i = 0; i < weights.Length; i++)
            sum += weights[i] * inputs[i];
        return sum;
    }

    private static (string Network, double[] Gradient) Run(Network network, int index, float distance)
    {
        using var executor = Pass(network, index, distance);
        return (network.Dump(), executor.DoubleGradientOf(executor.Parameters[0]).ToArray());
    }

    private static Executor Pass(Network network, int index, float distance)
    {
        var shape = network.Nodes[0].Shape;
        var executor = new Executor();
        executor.Load(
            Plan.Compile(network, BatchSize, new PlanOptions { Backward = new BackwardOptions { Kinds = GradientKinds.Weights, IsDouble = true } }),
            new Batch(shape, Noise.Values(shape, BatchSize, RandomKey.FromSeed(5)), "noise"));
        executor.Initialize(new MovedInitializer(index, distance), RandomKey.FromSeed(3));
        executor.Forward();
        executor.Backward(LossGradients.Sum, GradientKinds.Weights);
        return executor;
    }

    /// <summary>Moves one weight of the map. Weights are whole multiples of the distance, so that it is moved exactly.</summary>
    private sealed class MovedInitializer(int index, float distance) : IInitializer
    {
        public string Name => "moved";

        public void Fill(Node node, Parameter parameter, RandomKey key, Span<float> values)
        {
            new TestInitializer().Fill(node, parameter, key, values);
            if (node.Name != "map" || parameter.Role != ParameterRole.ConvolutionWeight) return;
            foreach (ref var value in values)
                value = MathF.Round(value / Distance) * Distance;
            values[index] += distance;
        }
    }
}
