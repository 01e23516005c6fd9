using System.Globalization;
using SwapScore.Data;
using SwapScore.Evaluation;
using SwapScore.Randomness;
using SwapScore.Search;
using SwapScore.Spaces;

namespace SwapScore.Samples;

/// <summary>
/// A search strategy of your own: simulated annealing. It moves to a mutant that is fitter, and to one that is not with the probability
/// <c>exp(Δ / T)</c>; the temperature T falls with every cycle.
/// </summary>
/// <param name="context">The space, the options, the fitness, and where architectures and randomness come from.</param>
/// <param name="temperature">Temperature of the first cycle, in units of fitness: an option of this strategy alone.</param>
/// <param name="cooling">What the temperature is multiplied by after every cycle, 0 … 1.</param>
public sealed class Annealing(SearchContext context, double temperature, double cooling) : ISearchStrategy
{
    private readonly RandomSequence _draw = context.Key.Draw();
    private Candidate? _present;
    private double _temperature = temperature;

    /// <inheritdoc/>
    public IReadOnlyList<IArchitecture> Next() =>
        _present is not null && context.Mutant(_present.Architecture) is { } mutant ? [mutant] : context.Drawn(1);

    /// <inheritdoc/>
    public void Accept(IReadOnlyList<Candidate> scored)
    {
        foreach (var candidate in scored)
        {
            var gain = _present is null ? 0 : context.Fitness.Of(candidate) - context.Fitness.Of(_present);
            if (gain >= 0 || _draw.NextDouble() < Math.Exp(gain / _temperature)) _present = candidate;
        }

        _temperature *= cooling;
    }
}

/// <summary>Searches with a strategy of your own, beside random search, within the same budget.</summary>
public static class CustomStrategySample
{
    /// <summary>Runs the sample.</summary>
    public static async Task RunAsync(TextWriter output)
    {
        var space = SearchSpaces.Find("nasbench201");
        var images = BuiltInImages.Natural32.Resize(8).ToBatch(0, 16);
        var annealing = new SearchAlgorithm("annealing", "moves to worse architectures too, less and less often", context => new Annealing(context, 0.2, 0.97));
        foreach (var algorithm in new[] { annealing, SearchAlgorithm.Random })
        {
            var scoring = new SearchScoring(
                space, space.Tasks[0], new LocalEvaluator(images, 2, [space]), new EvaluationOptions { Repeats = 1 }, (images.Shape, images.Fingerprint));
            var search = new ArchitectureSearch(
                space, scoring, SearchFitness.Plain,
                new SearchOptions { Algorithm = algorithm, Population = 20, Evaluations = 60, Budget = new SearchBudget { Parameters = 500_000 } });
            await foreach (var _ in search.RunAsync())
            {
            }

            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{algorithm}: {search.Best!.LogScore:F3} with {search.Best.Parameters} parameters, after {search.Candidates.Count}"));
        }
    }
}
