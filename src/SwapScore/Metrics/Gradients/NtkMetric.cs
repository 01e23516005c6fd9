using System.Runtime.Intrinsics;
using SwapScore.Engine.Backward;
using SwapScore.Metrics.Matrices;

namespace SwapScore.Metrics.Gradients;

/// <summary>
/// <c>κ = λ_max / λ_min</c> of the kernel Θ = G·Gᵀ, row s of G the gradient of the sum of sample s's outputs by all weights and scales. Lower is better;
/// +∞ where Θ is singular.
/// </summary>
/// <remarks>The first 16 samples: each costs a backward pass of all of them, which batch normalisation couples.</remarks>
internal static class NtkMetric
{
    public static EngineGradientMetric Metric { get; } = EngineGradientMetric.OfImages(
        "ntk", "Condition number of the neural tangent kernel.", "Chen, Gong, Wang: TE-NAS (ICLR 2021)",
        "the first 16 samples; weights and scales", Compute, MetricDirection.LowerIsBetter);

    private const int MostSamples = 16;

    private static double Compute(NetworkGradients gradients)
    {
        var samples = gradients.Batch.Part(0, Math.Min(MostSamples, gradients.Batch.Size));
        var pass = gradients.Pass("ntk", samples, new BackwardOptions { Kinds = GradientKinds.Weights });
        var parameters = pass.Results.Parameters.Where(one => !one.Owner.IsAuxiliary).ToArray();

        // [parameter][sample], so that a parameter's gradients of all samples are one load.
        var rows = new float[parameters.Sum(one => one.Parameter.Count) * MostSamples];
        for (var sample = 0; sample < samples.Size; sample++)
        {
            pass.Backward(LossGradients.SumOf(sample), GradientKinds.Weights);
            var next = sample;
            foreach (var one in parameters)
                foreach (var value in pass.Results.GradientOf(one))
                {
                    rows[next] = value;
                    next += MostSamples;
                }
        }

        var kernel = Kernel(rows, samples.Size);
        if (!Array.TrueForAll(kernel, double.IsFinite)) return double.NaN;
        var eigenvalues = SymmetricMatrix.Eigenvalues(kernel, samples.Size);
        return eigenvalues[0] > 0 ? eigenvalues[^1] / eigenvalues[0] : double.PositiveInfinity;
    }

    /// <summary><c>Σ_i g_i[s]·g_i[t]</c>, one parameter after the other, in double precision.</summary>
    private static double[] Kernel(ReadOnlySpan<float> rows, int samples)
    {
        var sums = new double[samples * MostSamples];
        for (var i = 0; i < rows.Length; i += MostSamples)
        {
            var (low, high) = Vector512.Widen(Vector512.Create(rows[i..]));
            for (var s = 0; s < samples; s++)
            {
                var factor = Vector512.Create((double)rows[i + s]);
                var target = sums.AsSpan(s * MostSamples, MostSamples);
                (Vector512.Create<double>(target) + low * factor).CopyTo(target);
                (Vector512.Create<double>(target[8..]) + high * factor).CopyTo(target[8..]);
            }
        }

        return [.. Enumerable.Range(0, samples * samples).Select(i => sums[i / samples * MostSamples + i % samples])];
    }
}
