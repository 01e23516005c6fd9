using System.Runtime.CompilerServices;
using SwapScore.Lanes;

namespace SwapScore.Engine.Kernels;

/// <summary>
/// Batch normalisation as <c>y = x·scale + shift</c>. Mean and variance come from two passes: every sample sums its positions in the
/// order of <see cref="Summation"/>, the samples are added in double precision in their order.
/// </summary>
internal static unsafe class BatchNormalizationKernel
{
    /// <summary>Plain loops over a channel at a time, with batch statistics.</summary>
    public static ReferenceTensor Reference(ReferenceTensor x, float epsilon, ReadOnlySpan<float> gamma, ReadOnlySpan<float> beta)
    {
        var means = new float[x.Shape.Channels];
        var variances = new double[x.Shape.Channels];
        for (var channel = 0; channel < x.Shape.Channels; channel++)
            (means[channel], variances[channel]) = ReferenceStatistics(x, channel);
        return ReferenceApply(x, epsilon, gamma.ToArray(), beta.ToArray(), means, variances);
    }

    /// <summary>The same with given statistics.</summary>
    public static ReferenceTensor ReferenceRunning(
        ReferenceTensor x, float epsilon, ReadOnlySpan<float> gamma, ReadOnlySpan<float> beta, ReadOnlySpan<float> mean, ReadOnlySpan<float> variance) =>
        ReferenceApply(x, epsilon, gamma.ToArray(), beta.ToArray(), mean.ToArray(), [.. variance.ToArray().Select(value => (double)value)]);

    /// <summary>The affine map of a channel: <c>scale = γ/√(variance + ε)</c>, <c>shift = β − mean·scale</c>.</summary>
    public static (TLanes Scale, TLanes Shift) Coefficients<TLanes>(DualNumber mean, DualNumber variance, float epsilon, DualNumber gamma, DualNumber beta)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var scale = TLanes.Round(gamma / DualNumber.Sqrt(variance + epsilon));
        return (TLanes.Broadcast(scale), TLanes.Broadcast(beta - mean * scale));
    }

    /// <summary>Mean and biased variance of one channel over all samples and positions.</summary>
    /// <param name="x">The channel in the first block, <c>[position][lane]</c>.</param>
    /// <param name="positions">Positions of the channel.</param>
    /// <param name="blockStride">Distance between blocks in floats.</param>
    /// <param name="samples">Number of samples.</param>
    public static (DualNumber Mean, DualNumber Variance) Statistics<TLanes>(float* x, long positions, long blockStride, int samples)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var lanes = stackalloc float[TLanes.Count];
        DualNumber total = 0;
        for (var first = 0; first < samples; first += TLanes.Samples)
        {
            Summation.Sum<TLanes>(x + first / TLanes.Samples * blockStride, positions).Store(lanes);
            total = LaneSizes.AddSamples<TLanes>(total, lanes, Math.Min(TLanes.Samples, samples - first));
        }

        var count = (double)positions * samples;
        var mean = TLanes.Round(total / count);
        total = 0;
        for (var first = 0; first < samples; first += TLanes.Samples)
        {
            Summation.SumOfSquares(x + first / TLanes.Samples * blockStride, positions, TLanes.Broadcast(mean)).Store(lanes);
            total = LaneSizes.AddSamples<TLanes>(total, lanes, Math.Min(TLanes.Samples, samples - first));
        }

        return (mean, total / count);
    }

    /// <summary>y = x·scale + shift, or the ReLU of it, for <paramref name="count"/> values of one channel. In place is fine.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Apply<TLanes>(float* x, float* y, long count, TLanes scale, TLanes shift, bool relu)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        if (relu)
            for (var i = 0L; i < count; i += TLanes.Count)
                ReluFunction.Invoke(TLanes.MultiplyAdd(TLanes.Load(x + i), scale, shift), 0).Store(y + i);
        else
            for (var i = 0L; i < count; i += TLanes.Count)
                TLanes.MultiplyAdd(TLanes.Load(x + i), scale, shift).Store(y + i);
    }

    private static ReferenceTensor ReferenceApply(
        ReferenceTensor x, float epsilon, float[] gamma, float[] beta, float[] mean, double[] variance) =>
        ReferenceTensor.Create(x.Shape, x.Samples, (channel, row, column, sample) =>
        {
            var scale = (float)(gamma[channel] / Math.Sqrt(variance[channel] + epsilon));
            return MathF.FusedMultiplyAdd(x[channel, row, column, sample], scale, (float)(beta[channel] - (double)mean[channel] * scale));
        });

    /// <summary>Mean and biased variance of one channel, in plain loops.</summary>
    public static (float Mean, double Variance) ReferenceStatistics(ReferenceTensor x, int channel)
    {
        var area = (int)x.Shape.Area;
        var columns = x.Shape.Columns;
        var total = 0.0;
        for (var sample = 0; sample < x.Samples; sample++)
            total += Summation.Reference(area, (sum, p) => sum + x[channel, p / columns, p % columns, sample]);
        var mean = (float)(total / ((double)area * x.Samples));
        total = 0;
        for (var sample = 0; sample < x.Samples; sample++)
            total += Summation.Reference(area, (sum, p) =>
            {
                var distance = x[channel, p / columns, p % columns, sample] - mean;
                return MathF.FusedMultiplyAdd(distance, distance, sum);
            });
        return (mean, total / ((double)area * x.Samples));
    }
}
