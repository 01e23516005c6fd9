using System.Diagnostics;
using System.Globalization;
using SwapScore.Data;
using SwapScore.Evaluation;
using SwapScore.Randomness;
using SwapScore.Spaces.Darts;

namespace SwapScore.Bench;

/// <summary>Where the time of one evaluation of a DARTS scoring network goes, and what all cores together reach.</summary>
internal static class PhaseBench
{
    private const int Architectures = 200;
    private const int Repeats = 32;

    public static async Task RunAsync(TextWriter output)
    {
        var space = new DartsSpace();
        var batch = BuiltInImages.Natural32.ToBatch(0, 16);
        var options = new EvaluationOptions { Repeats = Repeats };
        var requests = Enumerable.Range(0, Architectures)
            .Select(i => space.Sample(RandomKey.FromSeed(0).Derive(RandomPurpose.Architecture, i)).Text)
            .Select(text => new EvaluationRequest(space.Name, text, options, batch.Fingerprint)).ToArray();

        output.WriteLine($"\n{Architectures} sampled DARTS networks, batch 16, {Repeats} repeats\n");
        output.WriteLine("| threads | ms an evaluation | build | initialize | forward | observe |");
        output.WriteLine("|--:|--:|--:|--:|--:|--:|");
        foreach (var threads in new[] { 1, Environment.ProcessorCount, 1, Environment.ProcessorCount })
        {
            var evaluator = new LocalEvaluator(batch, threads, [space]);
            var start = Stopwatch.GetTimestamp();
            var seconds = new EvaluationSeconds();
            await foreach (var result in evaluator.EvaluateAsync(requests))
                seconds = seconds.Plus(result.Seconds);
            var total = Stopwatch.GetElapsedTime(start).TotalSeconds;
            var sum = seconds.Build + seconds.Initialize + seconds.Forward + seconds.Observe;
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {threads} | {1e3 * total / Architectures / Repeats:F3} | {seconds.Build / sum:P0} | {seconds.Initialize / sum:P0} | {seconds.Forward / sum:P0} | {seconds.Observe / sum:P0} |"));
        }
    }
}
