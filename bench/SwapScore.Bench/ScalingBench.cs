using System.Globalization;
using SwapScore.Data;
using SwapScore.Engine;
using SwapScore.Networks;
using SwapScore.Patterns;
using SwapScore.Randomness;
using SwapScore.Weights;

namespace SwapScore.Bench;

/// <summary>How the cost of one evaluation grows with neurons V, samples S and channels C: one of them at a time, on one core.</summary>
internal static class ScalingBench
{
    public static void Run(TextWriter output)
    {
        Table(output, "V", [8, 16, 32, 64], side => (Stack(16, side), 16));
        Table(output, "S", [4, 8, 16, 32, 64, 128, 256], samples => (Stack(16, 16), samples));
        Table(output, "C", [4, 8, 16, 32, 64, 128], channels => (Stack(channels, 16), 16));
    }

    private static void Table(TextWriter output, string varied, int[] values, Func<int, (Network Network, int Samples)> of)
    {
        output.WriteLine($"\nFour 3×3 convolutions with batch normalisation and ReLU, {varied} varied\n");
        output.WriteLine("| V | S | C | ms forward + count | ns a neuron and sample | G multiply-adds/s | MB |");
        output.WriteLine("|--:|--:|--:|--:|--:|--:|--:|");
        foreach (var value in values)
        {
            var (network, samples) = of(value);
            var plan = Plan.Compile(network, samples);
            using var executor = new Executor();
            var pixels = new float[network.Nodes[0].Shape.Count * samples];
            Gaussian.Fill(RandomKey.FromSeed(1), pixels);
            executor.Load(plan, new Batch(network.Nodes[0].Shape, pixels, "noise"));
            executor.Initialize(new GaussianInitializer(), RandomKey.FromSeed(0));
            var counter = new PatternCounter(network.Activations, samples);
            var seconds = Timing.Fastest(() =>
            {
                executor.Run(counter);
                counter.Clear();
            })[0];
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {network.Neurons} | {samples} | {network.Outputs[0].Shape.Channels} | {1e3 * seconds:F3} | {1e9 * seconds / network.Neurons / samples:F2} | {network.Flops() * samples / seconds / 1e9:F1} | {plan.WorkspaceBytes / 1e6:F1} |"));
        }
    }

    private static Network Stack(int channels, int side)
    {
        var builder = new NetworkBuilder("stack");
        var x = builder.Input(new Shape(channels, side, side));
        for (var layer = 0; layer < 4; layer++)
            x = builder.Relu(builder.BatchNormalization(builder.Convolution(x, channels, 3, padding: 1)));
        return builder.Build(x);
    }
}
