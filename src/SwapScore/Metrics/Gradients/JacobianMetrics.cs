using SwapScore.Metrics.Matrices;

namespace SwapScore.Metrics.Gradients;

/// <summary>Metrics of the gradients of the outputs with respect to the input, one row per sample.</summary>
internal static class JacobianMetrics
{
    public static IReadOnlyList<EngineGradientMetric> All { get; } =
    [
        EngineGradientMetric.OfImages(
            "jacov", "How little the gradients of the outputs by the input correlate between samples.",
            "Mellor et al.: Neural Architecture Search without Training (2020, first version)", "k = 1e-5", Jacov),
        EngineGradientMetric.OfLabels("epe-nas", "Like jacov, within each class.", "Lopes, Alirezazadeh, Alexandre: EPE-NAS (ICANN 2021)", EpeNas),
    ];

    private const double K = 1e-5;

    /// <summary>The largest number of classes whose sizes do not matter.</summary>
    private const int FewClasses = 100;

    /// <summary><c>−Σ ln(v + k) + 1/(v + k)</c> over the eigenvalues v of the samples' correlations. NaN where a sample's gradient is constant.</summary>
    private static double Jacov(NetworkGradients gradients) => OfRows(gradients.Jacobian);

    /// <summary>The same of any rows.</summary>
    public static double OfRows(double[][] rows)
    {
        var correlations = Correlations(rows);
        return Array.Exists(correlations, double.IsNaN) ? double.NaN
            : -SymmetricMatrix.Eigenvalues(correlations, rows.Length).Sum(value => Math.Log(value + K) + 1 / (value + K));
    }

    /// <summary>
    /// Per class, <c>s = Σ ln(|R| + k)</c> over the correlations R of its samples: <c>Σ |s|</c>; for more than 100 classes s is divided by the size of the
    /// class and the score is the mean absolute difference between classes. Classes of one sample say nothing and are left out.
    /// </summary>
    private static double EpeNas(NetworkGradients gradients)
    {
        var classes = gradients.Network.Outputs[0].Shape.Channels;
        var scores = gradients.Batch.Labels!.Value.Select((label, sample) => (label, sample)).GroupBy(pair => pair.label, pair => pair.sample)
            .Where(group => group.Count() > 1)
            .OrderBy(group => group.Key)
            .Select(group =>
            {
                var sum = Correlations([.. group.Select(sample => gradients.Jacobian[sample])]).Sum(value => Math.Log(Math.Abs(value) + K));
                return classes > FewClasses ? sum / group.Count() : sum;
            }).ToArray();
        if (scores.Length == 0) throw new UsageException("no two samples are of one class", "use a larger batch");
        return classes > FewClasses
            ? scores.Sum(one => scores.Sum(other => Math.Abs(one - other))) / scores.Length
            : scores.Sum(Math.Abs);
    }

    /// <summary>Correlations between rows, <c>[row][row]</c>, symmetric to the last bit.</summary>
    private static double[] Correlations(double[][] rows)
    {
        var distances = Array.ConvertAll(rows, row =>
        {
            var mean = row.Sum() / row.Length;
            return Array.ConvertAll(row, value => value - mean);
        });
        var lengths = Array.ConvertAll(distances, row => Math.Sqrt(RowKernel.Dot(row, row)));
        var correlations = new double[rows.Length * rows.Length];
        for (var i = 0; i < rows.Length; i++)
            for (var j = 0; j <= i; j++)
                correlations[i * rows.Length + j] = correlations[j * rows.Length + i] =
                    Math.Clamp(RowKernel.Dot(distances[i], distances[j]) / lengths[i] / lengths[j], -1, 1);
        return correlations;
    }
}
