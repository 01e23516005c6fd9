using System.Runtime.CompilerServices;
using SwapScore.Engine.Kernels;
using SwapScore.Lanes;

namespace SwapScore.Engine.Backward.Kernels;

/// <summary>
/// The gradient of a batch normalisation through the statistics of the batch. With g the gradient by the output, d = x − mean,
/// r = 1/√(variance + ε) and n values of a channel: <c>γ·r·(g − Σg/n − d·r²·Σ(d·g)/n)</c> by the input, <c>r·Σ(d·g)</c> by γ. Sums run as
/// those of the statistics: positions in the order of <see cref="Summation"/>, samples in double precision in their order.
/// </summary>
internal static unsafe class BatchNormalizationGradientKernel
{
    /// <summary>Plain loops over a channel at a time.</summary>
    /// <returns>The gradients by the input and by γ.</returns>
    public static (ReferenceTensor Input, float[] Gamma) Reference(
        ReferenceTensor x, ReferenceTensor gradient, float epsilon, ReadOnlySpan<float> gamma)
    {
        var channels = x.Shape.Channels;
        var coefficients = new (float Mean, float OfGradient, float OfDistance, float Constant, float Gamma)[channels];
        for (var channel = 0; channel < channels; channel++)
        {
            var (mean, variance) = BatchNormalizationKernel.ReferenceStatistics(x, channel);
            var (sum, products) = (0.0, 0.0);
            for (var sample = 0; sample < x.Samples; sample++)
            {
                sum += Summation.Reference((int)x.Shape.Area, (s, p) => s + gradient[channel, p / x.Shape.Columns, p % x.Shape.Columns, sample]);
                products += ProductSum.Reference(x, gradient, channel, sample, mean);
            }

            double r = (float)(1 / Math.Sqrt(variance + epsilon));
            var count = (double)x.Shape.Area * x.Samples;
            coefficients[channel] = (
                mean, (float)(gamma[channel] * r), (float)(-gamma[channel] * r * r * r * (products / count)), (float)(-gamma[channel] * r * (sum / count)),
                (float)(r * products));
        }

        var input = ReferenceTensor.Create(x.Shape, x.Samples, (channel, row, column, sample) =>
        {
            var one = coefficients[channel];
            return MathF.FusedMultiplyAdd(
                gradient[channel, row, column, sample], one.OfGradient, MathF.FusedMultiplyAdd(x[channel, row, column, sample] - one.Mean, one.OfDistance, one.Constant));
        });
        return (input, Array.ConvertAll(coefficients, one => one.Gamma));
    }

    /// <summary>What the forward pass leaves behind of a channel's variance.</summary>
    public static DualNumber Reciprocal<TLanes>(DualNumber variance, float epsilon)
        where TLanes : unmanaged, ILanes<TLanes> => TLanes.Round(1 / DualNumber.Sqrt(variance + epsilon));

    /// <summary>The sums over one channel of all samples.</summary>
    /// <param name="x">The channel in the first block, <c>[position][lane]</c>.</param>
    /// <param name="gradient">That of the gradient by the output.</param>
    /// <param name="positions">Positions of the channel.</param>
    /// <param name="blockStride">Distance between blocks in floats.</param>
    /// <param name="samples">Number of samples.</param>
    /// <param name="mean">The mean of the channel.</param>
    /// <returns><c>Σg</c> and <c>Σ(d·g)</c>.</returns>
    public static (DualNumber Sum, DualNumber Products) Sums<TLanes>(float* x, float* gradient, long positions, long blockStride, int samples, TLanes mean)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var lanes = stackalloc float[TLanes.Count];
        DualNumber sum = 0, products = 0;
        for (var first = 0; first < samples; first += TLanes.Samples)
        {
            var offset = first / TLanes.Samples * blockStride;
            var count = Math.Min(TLanes.Samples, samples - first);
            Summation.Sum<TLanes>(gradient + offset, positions).Store(lanes);
            sum = LaneSizes.AddSamples<TLanes>(sum, lanes, count);
            ProductSum.Run(x + offset, gradient + offset, positions, mean).Store(lanes);
            products = LaneSizes.AddSamples<TLanes>(products, lanes, count);
        }

        return (sum, products);
    }

    /// <summary>The gradient by the input for one channel of one block. In place is fine.</summary>
    /// <param name="x">The input.</param>
    /// <param name="gradient">The gradient by the output.</param>
    /// <param name="y">The gradient by the input.</param>
    /// <param name="positions">Positions of the channel.</param>
    /// <param name="one">The coefficients of the channel.</param>
    /// <param name="mask">All bits set in the lanes of samples, none in the others: there the gradient is zero.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Apply<TLanes>(float* x, float* gradient, float* y, long positions, in Coefficients<TLanes> one, TLanes mask)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var (mean, ofGradient, ofDistance, constant) = (one.Mean, one.OfGradient, one.OfDistance, one.Constant);
        for (var i = 0L; i < positions * TLanes.Count; i += TLanes.Count)
        {
            var rest = TLanes.MultiplyAdd(TLanes.Load(x + i) - mean, ofDistance, constant);
            TLanes.AndBits(mask, TLanes.MultiplyAdd(TLanes.Load(gradient + i), ofGradient, rest)).Store(y + i);
        }
    }

    /// <summary>The gradient by the input of a channel is <c>g·OfGradient + ((x − Mean)·OfDistance + Constant)</c>.</summary>
    internal readonly record struct Coefficients<TLanes>(TLanes Mean, TLanes OfGradient, TLanes OfDistance, TLanes Constant, DualNumber Gamma)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        public static Coefficients<TLanes> Create(DualNumber mean, DualNumber r, DualNumber gamma, DualNumber sum, DualNumber products, double count) => new(
            TLanes.Broadcast(mean), TLanes.Broadcast(gamma * r), TLanes.Broadcast(-gamma * r * r * r * (products / count)), TLanes.Broadcast(-gamma * r * (sum / count)),
            TLanes.Round(r * products));
    }
}
