using System.Text.RegularExpressions;

namespace SwapScore.Search.Trainings;

/// <summary>
/// What the trainings so far say of every candidate: a Gaussian process whose kernel is the sum of two. Candidates agree where their ranks by the
/// metrics agree (a linear kernel: Bayesian regression on the metrics), and where their texts do (an exponential one of the words that differ).
/// </summary>
internal sealed partial class CandidateBelief
{
    // Words that differ until the agreement of two architectures has fallen to 1/e.
    private const double Length = 3;

    private const double Noise = 0.01;

    private readonly double[][] _places;
    private readonly string[][] _words;

    /// <param name="pool">The candidates.</param>
    /// <param name="weighing">Their ranks.</param>
    public CandidateBelief(IReadOnlyList<Candidate> pool, MetricWeighing weighing)
    {
        _places = [.. pool.Select((_, i) => weighing.PlacesOf(i))];
        _words = [.. pool.Select(candidate => Word().Matches(candidate.Architecture.Text).Select(match => match.Value).ToArray())];
    }

    /// <summary>The untrained candidate of the highest mean plus one deviation, the earlier one of equals; at least one must be untrained.</summary>
    /// <param name="trained">Accuracies by index of the candidate; at least one.</param>
    public int Next(IReadOnlyDictionary<int, double> trained)
    {
        var belief = new GaussianProcess<int>([.. trained.Keys], [.. trained.Values], Agreement, Noise);
        return Enumerable.Range(0, _places.Length).Where(i => !trained.ContainsKey(i)).MaxBy(i =>
        {
            var (mean, deviation) = belief.At(i);
            return mean + deviation;
        });
    }

    private double Agreement(int a, int b)
    {
        var differing = Math.Abs(_words[a].Length - _words[b].Length);
        foreach (var (first, second) in _words[a].Zip(_words[b]))
            if (first != second) differing++;
        var sum = 0.0;
        for (var i = 0; i < _places[a].Length; i++)
            sum += (_places[a][i] - 0.5) * (_places[b][i] - 0.5);
        return Math.Exp(-differing / Length) + 12 * sum / _places[a].Length;
    }

    [GeneratedRegex("[A-Za-z0-9_.]+")]
    private static partial Regex Word();
}
