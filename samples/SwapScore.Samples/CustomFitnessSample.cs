using SwapScore.Data;
using SwapScore.Evaluation;
using SwapScore.Search;
using SwapScore.Spaces;

namespace SwapScore.Samples;

/// <summary>A fitness of your own: the score, less so much for every doubling of the multiply-adds.</summary>
/// <param name="price">What a doubling costs, in units of ln Ψ.</param>
public sealed class PricedFitness(double price) : ISearchFitness
{
    /// <inheritdoc/>
    public string Description => FormattableString.Invariant($"the score less {price} for every doubling of multiply-adds");

    /// <inheritdoc/>
    public double Of(Candidate candidate)
    {
        ArgumentNullException.ThrowIfNull(candidate);
        return candidate.LogScore - price * Math.Log2(Math.Max(1, candidate.Flops));
    }
}

/// <summary>Searches with a fitness of your own: the dearer multiply-adds are, the smaller the network that is found.</summary>
public static class CustomFitnessSample
{
    /// <summary>Runs the sample.</summary>
    public static async Task RunAsync(TextWriter output)
    {
        var space = SearchSpaces.Find("darts-both");
        var images = BuiltInImages.Natural32.Resize(8).ToBatch(0, 16);
        foreach (var price in new[] { 0, 0.2, 2 })
        {
            var scoring = new SearchScoring(
                space, space.Tasks[0], new LocalEvaluator(images, 2, [space]), new EvaluationOptions { Repeats = 2 }, (images.Shape, images.Fingerprint));
            var fitness = new PricedFitness(price);
            var search = new ArchitectureSearch(space, scoring, fitness, new SearchOptions { Population = 20, Evaluations = 150 });
            await foreach (var _ in search.RunAsync())
            {
            }

            output.WriteLine($"{fitness.Description}: {search.Best!.Flops} multiply-adds");
        }
    }
}
