using SwapScore.Values;

namespace SwapScore.Metrics;

/// <summary>The value of one metric for one network, with the value of every repeat.</summary>
/// <param name="Values">The value of every repeat (fresh weights each), in order; a single value for structural metrics.</param>
/// <param name="LogMean">
/// Natural logarithm of the mean, for metrics computed in log space: it stays finite where the value itself underflows to 0.
/// </param>
public sealed record MetricScore(ValueList<double> Values, double? LogMean = null)
{
    /// <summary>SHA-256 of the values, 64 hexadecimal digits: the same in every process, equal where the scores are equal.</summary>
    public string ContentHash
    {
        get
        {
            using var hash = new ContentHasher("score", schemaVersion: 1);
            AddTo(hash);
            return hash.Finish();
        }
    }

    /// <summary>Arithmetic mean of <see cref="Values"/>.</summary>
    public double Mean => Values.Average();

    /// <summary>Standard error of the mean, <c>s / √n</c> with the unbiased s; 0 for a single value.</summary>
    public double StandardError
    {
        get
        {
            if (Values.Count < 2) return 0;
            var mean = Mean;
            var squares = Values.Sum(value => (value - mean) * (value - mean));
            return Math.Sqrt(squares / (Values.Count - 1) / Values.Count);
        }
    }

    /// <summary>The value that ranks networks: <see cref="LogMean"/> if it is defined, otherwise <see cref="Mean"/>.</summary>
    public double RankValue => LogMean ?? Mean;

    internal void AddTo(ContentHasher hash) => hash.Add(Values, static (hash, value) => hash.Add(value)).Add(LogMean);
}
