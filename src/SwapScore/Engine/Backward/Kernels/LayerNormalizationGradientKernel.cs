using System.Runtime.CompilerServices;
using SwapScore.Engine.Kernels;
using SwapScore.Lanes;

namespace SwapScore.Engine.Backward.Kernels;

/// <summary>
/// The gradient of a layer normalisation. With h = (x − mean) / deviation, u = γ·g and C channels: <c>(u − Σu/C − h·Σ(u·h)/C) / deviation</c> by the input,
/// sums from the first channel to the last; by γ the sum of <c>g·h</c> over positions and samples, in the chains of <see cref="SampleChains"/>.
/// </summary>
internal static unsafe class LayerNormalizationGradientKernel
{
    /// <summary>Plain loops.</summary>
    /// <returns>The gradients by the input and by γ.</returns>
    public static (ReferenceTensor Input, float[] Gamma) Reference(ReferenceTensor x, ReferenceTensor gradient, float epsilon, float[] gamma)
    {
        var channels = x.Shape.Channels;
        var input = new ReferenceTensor(x.Shape, x.Samples);
        var chains = new float[channels, SampleChains.Count];
        var h = new float[channels];
        for (var sample = 0; sample < x.Samples; sample++)
            for (var row = 0; row < x.Shape.Rows; row++)
                for (var column = 0; column < x.Shape.Columns; column++)
                {
                    var (total, squares, sum, products) = (0f, 0f, 0f, 0f);
                    for (var c = 0; c < channels; c++)
                        total += x[c, row, column, sample];
                    var mean = total / channels;
                    for (var c = 0; c < channels; c++)
                        squares = MathF.FusedMultiplyAdd(x[c, row, column, sample] - mean, x[c, row, column, sample] - mean, squares);
                    var deviation = MathF.Sqrt(squares / channels + epsilon);
                    for (var c = 0; c < channels; c++)
                    {
                        h[c] = (x[c, row, column, sample] - mean) / deviation;
                        var g = gradient[c, row, column, sample];
                        chains[c, sample % SampleChains.Count] = MathF.FusedMultiplyAdd(g, h[c], chains[c, sample % SampleChains.Count]);
                        sum += g * gamma[c];
                        products = MathF.FusedMultiplyAdd(g * gamma[c], h[c], products);
                    }

                    var (meanSum, meanProduct) = (sum / channels, products / channels);
                    for (var c = 0; c < channels; c++)
                        input[c, row, column, sample] =
                            (gradient[c, row, column, sample] * gamma[c] - MathF.FusedMultiplyAdd(h[c], meanProduct, meanSum)) / deviation;
                }

        return (input, [.. Enumerable.Range(0, channels).Select(c => SampleChains.Join([.. Enumerable.Range(0, SampleChains.Count).Select(chain => chains[c, chain])]))]);
    }

    /// <summary>The gradient by one position of one block. In place is fine.</summary>
    /// <param name="x">The first channel of what was normalised.</param>
    /// <param name="gradient">That of the gradient by the output.</param>
    /// <param name="y">That of the gradient by the input.</param>
    /// <param name="channels">How many channels there are.</param>
    /// <param name="stride">Distance between channels in floats.</param>
    /// <param name="epsilon">Added to the variance.</param>
    /// <param name="gamma">γ.</param>
    /// <param name="statistics">Room for two vectors: mean and deviation are left there.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TLanes>(float* x, float* gradient, float* y, int channels, long stride, float epsilon, float* gamma, float* statistics)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var count = TLanes.Broadcast(channels);
        var total = TLanes.Broadcast(0);
        for (var channel = 0; channel < channels; channel++)
            total += TLanes.Load(x + channel * stride);
        var mean = total / count;
        var squares = TLanes.Broadcast(0);
        for (var channel = 0; channel < channels; channel++)
        {
            var distance = TLanes.Load(x + channel * stride) - mean;
            squares = TLanes.MultiplyAdd(distance, distance, squares);
        }

        var deviation = TLanes.Sqrt(squares / count + TLanes.Broadcast(epsilon));
        mean.Store(statistics);
        deviation.Store(statistics + TLanes.Count);
        var (sum, products) = (TLanes.Broadcast(0), TLanes.Broadcast(0));
        for (var channel = 0; channel < channels; channel++)
        {
            var u = TLanes.Load(gradient + channel * stride) * TLanes.BroadcastWeight(gamma + channel * LaneSizes.Weight<TLanes>());
            sum += u;
            products = TLanes.MultiplyAdd(u, (TLanes.Load(x + channel * stride) - mean) / deviation, products);
        }

        (sum, products) = (sum / count, products / count);
        for (var channel = 0; channel < channels; channel++)
        {
            var u = TLanes.Load(gradient + channel * stride) * TLanes.BroadcastWeight(gamma + channel * LaneSizes.Weight<TLanes>());
            var h = (TLanes.Load(x + channel * stride) - mean) / deviation;
            ((u - TLanes.MultiplyAdd(h, products, sum)) / deviation).Store(y + channel * stride);
        }
    }

    /// <summary>Adds one channel of one block to the chains of the gradient by γ.</summary>
    /// <param name="x">The channel of what was normalised, <c>[position][lane]</c>.</param>
    /// <param name="gradient">That of the gradient by the output.</param>
    /// <param name="statistics">Mean and deviation of every position.</param>
    /// <param name="positions">How many there are.</param>
    /// <param name="chains">The chains of the block.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddGamma<TLanes>(float* x, float* gradient, float* statistics, long positions, float* chains)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var sum = TLanes.Load(chains);
        for (var i = 0L; i < positions * TLanes.Count; i += TLanes.Count)
        {
            var h = (TLanes.Load(x + i) - TLanes.Load(statistics + 2 * i)) / TLanes.Load(statistics + 2 * i + TLanes.Count);
            sum = TLanes.MultiplyAdd(TLanes.Load(gradient + i), h, sum);
        }

        sum.Store(chains);
    }
}
