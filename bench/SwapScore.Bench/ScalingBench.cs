using System.Diagnostics;
using System.Globalization;
using SwapScore.Data;
using SwapScore.Engine;
using SwapScore.Evaluation;
using SwapScore.Networks;
using SwapScore.Patterns;
using SwapScore.Randomness;
using SwapScore.Spaces.Darts;
using SwapScore.Weights;

namespace SwapScore.Bench;

/// <summary>
/// How the cost of one evaluation grows with samples S, neurons V, channels C and depth L, one of them at a time on one core, with the
/// exponents of fitted power laws; and how a study shares out over threads.
/// </summary>
internal static class ScalingBench
{
    private const int Samples = 16;
    private const int Channels = 16;
    private const int Side = 16;
    private const int Layers = 4;
    private const int Architectures = 200;
    private const int Repeats = 16;

    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    public static async Task RunAsync(TextWriter output)
    {
        var fits = new List<string>();
        fits.Add(Table(output, "S, the samples", [4, 8, 16, 32, 64, 128, 256], samples => new Case(samples, Channels, Side, Layers), one => one.Samples));
        fits.Add(Table(output, "V, the neurons, by the side of the input", [8, 16, 32, 64], side => new Case(Samples, Channels, side, Layers), one => one.Channels * one.Side * one.Side * one.Layers));
        fits.Add(Table(output, "C, the channels", [4, 8, 16, 32, 64, 128], channels => new Case(Samples, channels, Side, Layers), one => one.Channels));
        fits.Add(Table(output, "L, the depth", [2, 4, 8, 16, 32], layers => new Case(Samples, Channels, Side, layers), one => one.Layers));
        output.WriteLine("\nFitted exponents e of cost = c · xᵉ (± standard error, R²)\n");
        output.WriteLine("| varied | time | memory |");
        output.WriteLine("|---|--:|--:|");
        fits.ForEach(output.WriteLine);
        await ThreadsAsync(output);
    }

    private static string Table(TextWriter output, string varied, int[] values, Func<int, Case> of, Func<Case, double> axis)
    {
        output.WriteLine($"\n3×3 convolutions with batch normalisation and ReLU, varied: {varied}\n");
        output.WriteLine("| S | V | C | L | ms forward + count | ns a neuron and sample | G multiply-adds/s | MB |");
        output.WriteLine("|--:|--:|--:|--:|--:|--:|--:|--:|");
        var measured = values.Select(of).Select(one => (X: axis(one), Cost: Measure(output, one))).ToList();
        return $"| {varied} | {Fit(measured, cost => cost.Seconds)} | {Fit(measured, cost => cost.Bytes)} |";
    }

    private static string Fit(List<(double X, Cost Cost)> measured, Func<Cost, double> of)
    {
        var law = PowerLaw.Fit(measured.ConvertAll(one => (one.X, of(one.Cost))));
        return string.Create(Culture, $"{law.Exponent:0.00} ± {law.StandardError:0.00} ({law.Explained:0.000})");
    }

    private static Cost Measure(TextWriter output, Case one)
    {
        var network = Stack(one);
        var plan = Plan.Compile(network, one.Samples);
        using var executor = new Executor();
        var pixels = new float[network.Nodes[0].Shape.Count * one.Samples];
        Gaussian.Fill(RandomKey.FromSeed(1), pixels);
        executor.Load(plan, new Batch(network.Nodes[0].Shape, pixels, "noise"));
        executor.Initialize(new GaussianInitializer(), RandomKey.FromSeed(0));
        var counter = new PatternCounter(network.Activations, one.Samples);
        var seconds = CpuSeconds(() =>
        {
            executor.Run(counter);
            counter.Clear();
        });
        var cost = new Cost(seconds, plan.WorkspaceBytes);
        output.WriteLine(string.Create(
            Culture,
            $"| {one.Samples} | {network.Neurons} | {one.Channels} | {one.Layers} | {1e3 * cost.Seconds:F3} | {1e9 * cost.Seconds / network.Neurons / one.Samples:F2} | {network.Flops() * one.Samples / cost.Seconds / 1e9:F1} | {cost.Bytes / 1e6:F1} |"));
        return cost;
    }

    /// <summary>
    /// The fewest processor seconds a call: unlike seconds of the clock they do not count what other programs do meanwhile.
    /// </summary>
    private static double CpuSeconds(Action action)
    {
        const double SecondsARound = 0.1;
        const int Rounds = 7;
        var calls = 1;
        while (Of(calls) < SecondsARound)
            calls *= 2;
        return Enumerable.Range(0, Rounds).Min(_ => Of(calls)) / calls;

        double Of(int count)
        {
            var start = Environment.CpuUsage.TotalTime;
            for (var i = 0; i < count; i++)
                action();
            return (Environment.CpuUsage.TotalTime - start).TotalSeconds;
        }
    }

    /// <summary>The same study with 1, 2, … threads; every number of threads is measured twice, in turns.</summary>
    private static async Task ThreadsAsync(TextWriter output)
    {
        var space = new DartsSpace();
        var batch = BuiltInImages.Natural32.ToBatch(0, Samples);
        var options = new EvaluationOptions { Repeats = Repeats };
        var requests = Enumerable.Range(0, Architectures)
            .Select(i => space.Sample(RandomKey.FromSeed(0).Derive(RandomPurpose.Architecture, i)).Text)
            .Select(text => new EvaluationRequest(space.Name, text, options, batch.Fingerprint)).ToArray();
        var counts = Enumerable.Range(0, 10).Select(power => 1 << power).TakeWhile(count => count <= Environment.ProcessorCount).Append(Environment.ProcessorCount).Distinct().ToArray();
        var fastest = counts.ToDictionary(count => count, _ => double.PositiveInfinity);
        await EvaluateAsync(space, batch, requests, 1);
        for (var round = 0; round < 3; round++)
            foreach (var count in counts)
                fastest[count] = Math.Min(fastest[count], await EvaluateAsync(space, batch, requests, count));

        output.WriteLine($"\n{Architectures} DARTS networks, batch {Samples}, {Repeats} repeats, by threads\n");
        output.WriteLine("| threads | ms an evaluation | speed-up | efficiency |");
        output.WriteLine("|--:|--:|--:|--:|");
        foreach (var count in counts)
            output.WriteLine(string.Create(
                Culture,
                $"| {count} | {1e3 * fastest[count] / Architectures / Repeats:F3} | {fastest[1] / fastest[count]:F2} | {fastest[1] / fastest[count] / count:F2} |"));
    }

    private static async Task<double> EvaluateAsync(DartsSpace space, Batch batch, EvaluationRequest[] requests, int threads)
    {
        var start = Stopwatch.GetTimestamp();
        await foreach (var result in new LocalEvaluator(batch, threads, [space]).EvaluateAsync(requests))
            _ = result;
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static Network Stack(Case one)
    {
        var builder = new NetworkBuilder("stack");
        var x = builder.Input(new Shape(one.Channels, one.Side, one.Side));
        for (var layer = 0; layer < one.Layers; layer++)
            x = builder.Relu(builder.BatchNormalization(builder.Convolution(x, one.Channels, 3, padding: 1)));
        return builder.Build(x);
    }

    private sealed record Case(int Samples, int Channels, int Side, int Layers);

    private sealed record Cost(double Seconds, double Bytes);
}
