using System.Diagnostics;
using System.Globalization;
using SwapScore.Data;
using SwapScore.Engine;
using SwapScore.Evaluation;
using SwapScore.Randomness;
using SwapScore.Spaces;

namespace SwapScore.Bench;

/// <summary>
/// Whole evaluations of <c>swap</c> at batch size 32 on the full networks of every space: how many a second on all cores, what fraction of
/// the multiply-add peak that is from parsing to score, and how much memory one needs.
/// </summary>
internal static class SpaceBench
{
    private const int Samples = 32;

    private static readonly (string Space, string Task, int Networks)[] Cases =
    [
        ("darts", "cifar10", 200), ("nasbench101", "cifar10", 20), ("nasbench201", "cifar10", 60), ("nasbench201", "ImageNet16-120", 60),
        ("nasbench301", "cifar10", 30), ("transnas-micro", "class_scene", 12), ("transnas-micro", "jigsaw", 12), ("transnas-macro", "class_scene", 4),
    ];

    public static async Task RunAsync(TextWriter output)
    {
        var threads = Environment.ProcessorCount;
        output.WriteLine($"\nSampled networks, batch {Samples}, 1 repeat, {threads} threads\n");
        output.WriteLine("| space, task | input | evaluations/s | G multiply-adds/s | fraction of peak | build | initialize | forward | observe | MB, largest plan |");
        output.WriteLine("|---|---|--:|--:|--:|--:|--:|--:|--:|--:|");
        var peak = FmaPeak.Rate(threads, Samples);
        foreach (var (spaceName, taskName, count) in Cases)
        {
            var space = SearchSpaces.Find(spaceName);
            var task = SearchSpaces.FindTask(space, taskName);
            var batch = Noise.ToBatch(task.Input, Samples, 1);
            var key = RandomKey.FromSeed(1);
            var texts = Enumerable.Range(0, count).Select(i => space.Sample(key.Derive(RandomPurpose.Architecture, i)).Text).ToArray();
            var options = new EvaluationOptions { Repeats = 1 };
            var requests = texts.Select(text => new EvaluationRequest(spaceName, text, options, batch.Fingerprint) { Task = taskName }).ToArray();
            var networks = texts.Select(text => space.BuildScoringNetwork(space.Parse(text), task, batch.Shape)).ToArray();

            // Once to warm up, then for the record.
            await EvaluateAsync(space, batch, requests[..Math.Min(4, count)], threads);
            var (seconds, phases) = await EvaluateAsync(space, batch, requests, threads);
            var rate = networks.Sum(network => (double)network.Flops()) * Samples / seconds;
            var all = phases.Build + phases.Initialize + phases.Forward + phases.Observe;
            var memory = networks.Max(network => Plan.Compile(network, Samples).WorkspaceBytes);
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {spaceName}, {taskName} | {batch.Shape} | {count / seconds:F1} | {rate / 1e9:F1} | {rate / peak:F2} | {phases.Build / all:P0} | {phases.Initialize / all:P0} | {phases.Forward / all:P0} | {phases.Observe / all:P0} | {memory / 1e6:F0} |"));
        }
    }

    private static async Task<(double Seconds, EvaluationSeconds Phases)> EvaluateAsync(
        ISearchSpace space, Batch batch, EvaluationRequest[] requests, int threads)
    {
        var start = Stopwatch.GetTimestamp();
        var phases = new EvaluationSeconds();
        await foreach (var result in new LocalEvaluator(batch, threads, [space]).EvaluateAsync(requests))
            phases = phases.Plus(result.Seconds);
        return (Stopwatch.GetElapsedTime(start).TotalSeconds, phases);
    }
}
