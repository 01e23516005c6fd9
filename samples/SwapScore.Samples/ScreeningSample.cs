using System.Globalization;
using SwapScore.Data;
using SwapScore.Evaluation;
using SwapScore.Randomness;
using SwapScore.Search;
using SwapScore.Spaces;

namespace SwapScore.Samples;

/// <summary>
/// Screening for gradient-based search: of many genotypes the best tenth is kept, and what they have in common (which operations stand on which
/// connections) is what a supernet needs to hold.
/// </summary>
public static class ScreeningSample
{
    private static readonly string[] Operations =
        ["max_pool_3x3", "avg_pool_3x3", "skip_connect", "sep_conv_3x3", "sep_conv_5x5", "dil_conv_3x3", "dil_conv_5x5"];

    /// <summary>Runs the sample.</summary>
    public static async Task RunAsync(TextWriter output)
    {
        var space = SearchSpaces.Find("darts-both");
        var images = BuiltInImages.Natural32.Resize(16).ToBatch(0, 16);
        var key = RandomKey.FromSeed(0);
        var genotypes = Enumerable.Range(0, 200).Select(i => space.Sample(key.Derive(RandomPurpose.Architecture, i))).ToList();
        var scoring = new SearchScoring(
            space, space.Tasks[0], new LocalEvaluator(images, 2, [space]), new EvaluationOptions { Repeats = 2 }, (images.Shape, images.Fingerprint));

        var kept = await scoring.KeepAsync(genotypes, SearchFitness.Plain, keep: 0.1);
        output.WriteLine($"{kept.Count} of {genotypes.Count} kept");
        output.WriteLine("share of operations among all and among the kept, in per cent:");
        foreach (var operation in Operations)
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{operation,-13} {100 * Share(genotypes, operation),5:F1} {100 * Share(kept.Select(one => one.Architecture), operation),5:F1}"));
    }

    /// <summary>The edges of a diagram that have a label are the connections of a cell.</summary>
    private static double Share(IEnumerable<IArchitecture> genotypes, string operation) => genotypes
        .SelectMany(genotype => genotype.Diagrams).SelectMany(cell => cell.Edges).Where(edge => edge.Label is not null)
        .Average(edge => edge.Label == operation ? 1.0 : 0);
}
