using SwapScore.Metrics.Matrices;

namespace SwapScore.Metrics.Rbflex;

/// <summary>
/// The values of some samples, and the determinant of their kernel <c>exp(−γ·‖x_i − x_j‖²)</c>. Every neuron is scaled to 0…1 over the samples; one that
/// does not vary adds nothing.
/// </summary>
internal sealed class SampleSpread
{
    private readonly List<List<(float[] Values, int Times)>> _samples = [];

    /// <summary>Adds some values of one sample, in the same order for every sample.</summary>
    /// <param name="sample">Number of the sample; samples come one after the other.</param>
    /// <param name="values"><c>[neuron]</c>.</param>
    /// <param name="times">How often each counts.</param>
    public void Add(int sample, float[] values, int times)
    {
        while (_samples.Count <= sample) _samples.Add([]);
        _samples[sample].Add((values, times));
    }

    /// <summary>ln |det| of the kernel; −∞ where two samples have the same values, or none at all.</summary>
    /// <param name="gamma">γ, above 0.</param>
    public double LogDeterminant(double gamma)
    {
        var size = _samples.Count;
        if (size == 0) return double.NegativeInfinity;
        var distances = Distances();

        // The kernel is nearly all ones, so its determinant is taken from what is missing to 1. With d = 1 − k and the first sample eliminated, the entries
        // of what is left are d_i0 + d_0j − d_ij − d_i0·d_0j.
        var missing = new double[size, size];
        for (var i = 0; i < size; i++)
            for (var j = 0; j < size; j++)
                missing[i, j] = OneMinusExponential(gamma * distances[i, j]);
        var rest = new double[size - 1, size - 1];
        for (var i = 1; i < size; i++)
            for (var j = 1; j < size; j++)
                rest[i - 1, j - 1] = missing[i, 0] + missing[0, j] - missing[i, j] - missing[i, 0] * missing[0, j];
        return Determinant.LogAbsolute(rest);
    }

    /// <summary>Forgets all samples.</summary>
    public void Clear() => _samples.Clear();

    private double[,] Distances()
    {
        var size = _samples.Count;
        var distances = new double[size, size];
        var scaled = new double[size];
        for (var part = 0; part < _samples[0].Count; part++)
            for (var neuron = 0; neuron < _samples[0][part].Values.Length; neuron++)
            {
                for (var i = 0; i < size; i++)
                    scaled[i] = _samples[i][part].Values[neuron];
                var (least, most) = (scaled.Min(), scaled.Max());
                if (!(most > least)) continue;
                for (var i = 1; i < size; i++)
                    for (var j = 0; j < i; j++)
                    {
                        var difference = (scaled[i] - scaled[j]) / (most - least);
                        distances[i, j] += _samples[0][part].Times * difference * difference;
                    }
            }

        for (var i = 1; i < size; i++)
            for (var j = 0; j < i; j++)
                distances[j, i] = distances[i, j];
        return distances;
    }

    /// <summary>1 − exp(−x) by its series where x is small: exponentials of the system differ from machine to machine.</summary>
    private static double OneMinusExponential(double x)
    {
        if (x > 0.5) return 1 - Math.Exp(-x);
        var (sum, term) = (0.0, x);
        for (var n = 2; n < 24 && sum != sum + term; n++)
        {
            sum += term;
            term *= -x / n;
        }

        return sum;
    }
}
