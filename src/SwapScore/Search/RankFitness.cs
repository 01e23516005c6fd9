using System.Globalization;

namespace SwapScore.Search;

/// <summary>Weighted ranks by several metrics.</summary>
internal sealed class RankFitness : ISearchFitness
{
    private readonly double[] _weights;

    private readonly SeenValues[] _seen;

    public RankFitness(IReadOnlyList<double> weights)
    {
        if (weights.Count == 0 || weights.Any(weight => !(weight >= 0 && double.IsFinite(weight))) || weights.All(weight => weight == 0))
            throw new UsageException($"weights of ranks must be numbers of at least 0, one of them positive, not {Text(weights)}");
        _weights = [.. weights];
        _seen = [.. weights.Select(_ => new SeenValues())];
    }

    public string Description => $"ranks weighted {Text(_weights)}";

    public double Of(Candidate candidate)
    {
        var sum = 0.0;
        for (var i = 0; i < _weights.Length; i++)
            if (_weights[i] > 0) sum += _weights[i] * Below(_seen[i], SearchFitness.Ranked(candidate.Scores[i]));
        return sum;
    }

    public void Add(Candidate candidate)
    {
        if (candidate.Scores.Count != _weights.Length)
            throw new UsageException($"{_weights.Length} weights of ranks are given for {candidate.Scores.Count} metrics", "give one weight per metric");
        for (var i = 0; i < _weights.Length; i++)
            _seen[i].Add(SearchFitness.Ranked(candidate.Scores[i]));
    }

    /// <summary>The fraction of values below one, a tie counting half.</summary>
    private static double Below(SeenValues seen, double value)
    {
        var (below, end) = seen.Place(value);
        return seen.Count == 0 ? 0 : (below + end) / 2.0 / seen.Count;
    }

    private static string Text(IReadOnlyList<double> weights) => string.Join(" : ", weights.Select(weight => weight.ToString(CultureInfo.InvariantCulture)));
}
