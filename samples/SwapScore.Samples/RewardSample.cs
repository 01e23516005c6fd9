using System.Globalization;
using SwapScore.Data;
using SwapScore.Evaluation;
using SwapScore.Randomness;
using SwapScore.Search;
using SwapScore.Spaces;
using SwapScore.Spaces.NasBench201;

namespace SwapScore.Samples;

/// <summary>
/// The score as the reward of reinforcement learning: a policy with a softmax for each edge of a NAS-Bench-201 cell, trained by REINFORCE. A
/// cell that comes again costs nothing: the scoring remembers it.
/// </summary>
public static class RewardSample
{
    private const int Steps = 60;
    private const int CellsAStep = 4;
    private const double Rate = 1;

    private static readonly NasBench201Operation[] Operations = Enum.GetValues<NasBench201Operation>();

    /// <summary>Runs the sample.</summary>
    public static async Task RunAsync(TextWriter output)
    {
        var space = SearchSpaces.Find("nasbench201");
        var images = BuiltInImages.Natural32.Resize(8).ToBatch(0, 8);
        var scoring = new SearchScoring(
            space, space.Tasks[0], new LocalEvaluator(images, 2, [space]), new EvaluationOptions { Repeats = 1, Metrics = ["nwot"] }, (images.Shape, images.Fingerprint));
        var draw = RandomKey.FromSeed(0).Derive(RandomPurpose.Other, 0).Draw();
        var logits = new double[NasBench201Architecture.EdgeCount, Operations.Length];
        double? mean = null;
        var rewards = new List<double>();
        for (var step = 0; step < Steps; step++)
        {
            for (var i = 0; i < CellsAStep; i++)
            {
                var edges = Enumerable.Range(0, NasBench201Architecture.EdgeCount).Select(edge => Draw(logits, edge, draw)).ToArray();
                var candidate = await scoring.ScoreAsync(new NasBench201Architecture([.. edges]));
                var reward = candidate is { LogScore: var score } && double.IsFinite(score) ? score : 0;
                rewards.Add(reward);
                var baseline = mean ?? reward;
                var advantage = (reward - baseline) / Math.Max(1, Math.Abs(baseline));
                mean = baseline + 0.1 * (reward - baseline);
                for (var edge = 0; edge < edges.Length; edge++)
                    for (var operation = 0; operation < Operations.Length; operation++)
                        logits[edge, operation] += Rate * advantage * ((edges[edge] == Operations[operation] ? 1 : 0) - Probability(logits, edge, operation));
            }
        }

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"mean reward of the first quarter {rewards.Take(rewards.Count / 4).Average():F1}, of the last {rewards.TakeLast(rewards.Count / 4).Average():F1}; {rewards.Count} cells drawn, {scoring.Candidates.Count} scored"));
    }

    private static NasBench201Operation Draw(double[,] logits, int edge, RandomSequence draw)
    {
        var left = draw.NextDouble();
        for (var operation = 0; operation < Operations.Length - 1; operation++)
        {
            left -= Probability(logits, edge, operation);
            if (left < 0) return Operations[operation];
        }

        return Operations[^1];
    }

    private static double Probability(double[,] logits, int edge, int operation)
    {
        var sum = 0.0;
        for (var other = 0; other < Operations.Length; other++)
            sum += Math.Exp(logits[edge, other] - logits[edge, operation]);
        return 1 / sum;
    }
}
