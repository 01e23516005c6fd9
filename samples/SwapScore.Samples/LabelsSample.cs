using System.Globalization;
using SwapScore.Data;
using SwapScore.Evaluation;
using SwapScore.Randomness;
using SwapScore.Search;
using SwapScore.Spaces;
using SwapScore.Statistics;

namespace SwapScore.Samples;

/// <summary>
/// Scores as labels for a predictor that has seen no trained network: they are written as CSV, and a linear predictor of the operations is
/// fitted to them and asked about cells it has not seen.
/// </summary>
public static class LabelsSample
{
    private const int Trained = 150;
    private const int Held = 50;
    private const int Passes = 300;
    private const double Rate = 0.05;

    private static readonly string[] Operations = ["none", "skip", "conv 1×1", "conv 3×3", "avg pool 3×3"];

    /// <summary>Runs the sample.</summary>
    public static async Task RunAsync(TextWriter output)
    {
        var space = SearchSpaces.Find("nasbench201");
        var images = BuiltInImages.Natural32.Resize(8).ToBatch(0, 16);
        var scoring = new SearchScoring(
            space, space.Tasks[0], new LocalEvaluator(images, 2, [space]), new EvaluationOptions { Repeats = 1 }, (images.Shape, images.Fingerprint));
        var key = RandomKey.FromSeed(0);
        var cells = Enumerable.Range(0, 2 * (Trained + Held)).Select(i => space.Sample(key.Derive(RandomPurpose.Architecture, i))).ToList();
        var labels = new List<Candidate>();
        await foreach (var candidate in scoring.ScoreAsync(cells))
            labels.Add(candidate);

        output.WriteLine("architecture,logScore,parameters");
        foreach (var label in labels.Take(5))
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{label.Architecture.Text},{label.LogScore:R},{label.Parameters}"));
        output.WriteLine($"… {labels.Count} labels");

        var weights = Fit(labels[..Trained]);
        var held = labels[Trained..(Trained + Held)];
        var predicted = held.Select(one => Features(one).Zip(weights, (feature, weight) => feature * weight).Sum()).ToArray();
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Spearman correlation of predicted and computed scores on {Held} unseen cells: {Correlation.ComputeSpearman(predicted, [.. held.Select(one => one.LogScore)]):F2}"));
    }

    /// <summary>Least squares by gradient descent.</summary>
    private static double[] Fit(List<Candidate> labels)
    {
        var mean = labels.Average(label => label.LogScore);
        var weights = new double[Features(labels[0]).Length];
        for (var pass = 0; pass < Passes; pass++)
            foreach (var label in labels)
            {
                var features = Features(label);
                var error = label.LogScore - mean - features.Zip(weights, (feature, weight) => feature * weight).Sum();
                for (var i = 0; i < weights.Length; i++)
                    weights[i] += Rate * error * features[i];
            }

        return weights;
    }

    /// <summary>Which operation stands on which edge: thirty zeros and ones.</summary>
    private static double[] Features(Candidate candidate) =>
        [.. candidate.Architecture.Diagrams[0].Edges.SelectMany(edge => Operations.Select(operation => edge.Label == operation ? 1.0 : 0))];
}
