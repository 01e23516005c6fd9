using SwapScore.Torch.Running;
using static TorchSharp.torch;

namespace SwapScore.Torch.Metrics.Jacobian;

/// <summary>Metrics of the gradients of the outputs with respect to the input, one row per sample.</summary>
internal static class JacobianMeasures
{
    public static IReadOnlyList<TorchMetric> Metrics { get; } =
    [
        TorchMetric.OfStandard("jacov", Jacov),
        TorchMetric.OfStandard("epe-nas", EpeNas),
    ];

    private const double K = 1e-5;

    /// <summary>The largest number of classes whose sizes do not matter.</summary>
    private const int FewClasses = 100;

    /// <summary><c>−Σ ln(v + k) + 1/(v + k)</c> over the eigenvalues v of the samples' correlations. NaN where a sample's gradient is constant.</summary>
    private static double Jacov(GradientRun run) => OfCorrelations(Correlations(run.Jacobian));

    /// <summary>
    /// Per class, <c>s = Σ ln(|R| + k)</c> over the correlations R of its samples: <c>Σ |s|</c>; for more than 100 classes s is divided by the size of the
    /// class and the score is the mean absolute difference between classes. Classes of one sample say nothing and are left out.
    /// </summary>
    private static double EpeNas(GradientRun run)
    {
        var labels = run.Batch.RequireLabels("epe-nas");
        var classes = run.Pass.Output.shape[1];
        var scores = labels.Select((label, sample) => (label, sample)).GroupBy(pair => pair.label, pair => (long)pair.sample)
            .Where(group => group.Count() > 1)
            .OrderBy(group => group.Key)
            .Select(group =>
            {
                var correlations = Correlations(run.Jacobian.index_select(0, tensor(group.ToArray(), device: run.Device)));
                var sum = GradientRun.Sum(correlations.abs().Plus(K).log());
                return classes > FewClasses ? sum / group.Count() : sum;
            }).ToArray();
        if (scores.Length == 0) throw new UsageException("no two samples are of one class", "use a larger batch");
        return classes > FewClasses
            ? scores.Sum(one => scores.Sum(other => Math.Abs(one - other))) / scores.Length
            : scores.Sum(Math.Abs);
    }

    /// <summary>The score of a matrix of correlations.</summary>
    public static double OfCorrelations(Tensor correlations) => double.IsNaN(GradientRun.Sum(correlations))
        ? double.NaN
        : -linalg.eigvalsh(correlations).data<double>().Sum(value => Math.Log(value + K) + 1 / (value + K));

    /// <summary>Correlations between rows, in double precision.</summary>
    public static Tensor Correlations(Tensor rows) => corrcoef(rows.to_type(ScalarType.Float64)).reshape(rows.shape[0], rows.shape[0]);
}
