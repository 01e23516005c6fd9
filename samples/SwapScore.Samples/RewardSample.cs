using System.Collections.Immutable;
using System.Globalization;
using SwapScore.Data;
using SwapScore.Evaluation;
using SwapScore.Randomness;
using SwapScore.Search;
using SwapScore.Spaces;

namespace SwapScore.Samples;

/// <summary>
/// The score as the reward of reinforcement learning: a policy with a softmax for each edge of a NAS-Bench-201 cell, trained by REINFORCE. It
/// works for any space that chooses an operation for each of some edges. A cell that comes again costs nothing: the scoring remembers it.
/// </summary>
public static class RewardSample
{
    private const int Steps = 60;
    private const int CellsAStep = 4;
    private const double Rate = 1;

    /// <summary>Runs the sample.</summary>
    public static async Task RunAsync(TextWriter output)
    {
        var space = (IPrunableSpace)SearchSpaces.Find("nasbench201");
        var edges = space.PrunableEdges;
        var images = BuiltInImages.Natural32.Resize(8).ToBatch(0, 8);
        var scoring = new SearchScoring(
            space, space.Tasks[0], new LocalEvaluator(images, 2, [space]), new EvaluationOptions { Repeats = 1, Metrics = ["nwot"] }, (images.Shape, images.Fingerprint));
        var draw = RandomKey.FromSeed(0).Derive(RandomPurpose.Other, 0).Draw();
        var logits = edges.Select(edge => new double[edge.Operations.Count]).ToArray();
        double? mean = null;
        var rewards = new List<double>();
        for (var step = 0; step < Steps; step++)
        {
            for (var i = 0; i < CellsAStep; i++)
            {
                var chosen = Array.ConvertAll(logits, edge => Draw(edge, draw));
                var candidate = await scoring.ScoreAsync(space.Chosen([.. chosen.Select(operation => ImmutableArray.Create(operation))]));
                var reward = candidate is { LogScore: var score } && double.IsFinite(score) ? score : 0;
                rewards.Add(reward);
                var baseline = mean ?? reward;
                var advantage = (reward - baseline) / Math.Max(1, Math.Abs(baseline));
                mean = baseline + 0.1 * (reward - baseline);
                for (var edge = 0; edge < chosen.Length; edge++)
                {
                    var probabilities = Enumerable.Range(0, logits[edge].Length).Select(operation => Probability(logits[edge], operation)).ToArray();
                    for (var operation = 0; operation < probabilities.Length; operation++)
                        logits[edge][operation] += Rate * advantage * ((chosen[edge] == operation ? 1 : 0) - probabilities[operation]);
                }
            }
        }

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"mean reward of the first quarter {rewards.Take(rewards.Count / 4).Average():F1}, of the last {rewards.TakeLast(rewards.Count / 4).Average():F1}; {rewards.Count} cells drawn, {scoring.Candidates.Count} scored"));
    }

    private static int Draw(double[] logits, RandomSequence draw)
    {
        var left = draw.NextDouble();
        for (var operation = 0; operation < logits.Length - 1; operation++)
        {
            left -= Probability(logits, operation);
            if (left < 0) return operation;
        }

        return logits.Length - 1;
    }

    private static double Probability(double[] logits, int operation) => 1 / logits.Sum(other => Math.Exp(other - logits[operation]));
}
