using SwapScore.Randomness;

namespace SwapScore.Search.Trainings;

/// <summary>
/// Bayesian choice of the weights of metrics. A Gaussian process believes how good the best-ranked architecture of a weighting is; the next
/// weighting is the one of the highest mean plus <see cref="Confidence"/> deviations among random ones. Only the direction of weights
/// matters for ranks, so they are vectors of length 1.
/// </summary>
/// <remarks>The idea: He et al., Robustifying and Boosting Training-Free Neural Architecture Search (RoBoT, ICLR 2024).</remarks>
internal sealed class WeightChoice(int metrics, RandomKey key)
{
    /// <summary>Deviations above the mean.</summary>
    public const double Confidence = 2;

    // Random weightings compared for every choice.
    private const int Proposals = 1_000;

    // Two weightings this far apart say little of each other; opposite ones are 2 apart.
    private const double Length = 0.5;

    private const double Noise = 1e-3;

    private readonly RandomSequence _draw = key.Draw();
    private readonly List<double[]> _tried = [];
    private readonly List<double> _values = [];

    private double[] Equal => Direction([.. Enumerable.Repeat(1.0, metrics)]);

    /// <summary>The next weighting to try: equal weights first.</summary>
    public double[] Next()
    {
        if (_tried.Count == 0) return Equal;
        var belief = new GaussianProcess<double[]>(_tried, _values, Kernel, Noise);
        double[]? next = null;
        var highest = double.NegativeInfinity;
        for (var i = 0; i < Proposals; i++)
        {
            var weights = Direction([.. Enumerable.Range(0, metrics).Select(_ => 2 * _draw.NextDouble() - 1)]);
            var (mean, deviation) = belief.At(weights);
            if (mean + Confidence * deviation <= highest) continue;
            (next, highest) = (weights, mean + Confidence * deviation);
        }

        return next!;
    }

    /// <summary>Notes what the best-ranked architecture of a weighting reached.</summary>
    public void Learn(double[] weights, double value)
    {
        _tried.Add(weights);
        _values.Add(value);
    }

    private static double Kernel(double[] a, double[] b)
    {
        var squared = 0.0;
        for (var i = 0; i < a.Length; i++)
            squared += (a[i] - b[i]) * (a[i] - b[i]);
        return Math.Exp(-squared / (2 * Length * Length));
    }

    private static double[] Direction(double[] weights)
    {
        var length = Math.Sqrt(weights.Sum(weight => weight * weight));
        return length > 0 ? Array.ConvertAll(weights, weight => weight / length) : weights;
    }
}
