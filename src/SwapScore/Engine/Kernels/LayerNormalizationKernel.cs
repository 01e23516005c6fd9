using System.Runtime.CompilerServices;
using SwapScore.Lanes;

namespace SwapScore.Engine.Kernels;

/// <summary>Layer normalisation over the channels of one position, sums from the first channel to the last, two passes.</summary>
internal static unsafe class LayerNormalizationKernel
{
    public static ReferenceTensor Reference(ReferenceTensor x, float epsilon, ReadOnlyMemory<float> gamma, ReadOnlyMemory<float> beta)
    {
        var channels = x.Shape.Channels;
        return ReferenceTensor.Create(x.Shape, x.Samples, (channel, row, column, sample) =>
        {
            var sum = 0f;
            for (var c = 0; c < channels; c++)
                sum += x[c, row, column, sample];
            var mean = sum / channels;
            var squares = 0f;
            for (var c = 0; c < channels; c++)
            {
                var distance = x[c, row, column, sample] - mean;
                squares = MathF.FusedMultiplyAdd(distance, distance, squares);
            }

            var deviation = MathF.Sqrt(squares / channels + epsilon);
            return MathF.FusedMultiplyAdd((x[channel, row, column, sample] - mean) / deviation, gamma.Span[channel], beta.Span[channel]);
        });
    }

    /// <summary>One position of one block. In place is fine.</summary>
    /// <param name="channelStride">Distance between channels in floats.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TLanes>(float* x, float* y, int channels, long channelStride, float epsilon, float* gamma, float* beta)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var sum = TLanes.Broadcast(0);
        for (var channel = 0; channel < channels; channel++)
            sum += TLanes.Load(x + channel * channelStride);
        var mean = sum / TLanes.Broadcast(channels);
        var squares = TLanes.Broadcast(0);
        for (var channel = 0; channel < channels; channel++)
        {
            var distance = TLanes.Load(x + channel * channelStride) - mean;
            squares = TLanes.MultiplyAdd(distance, distance, squares);
        }

        var deviation = TLanes.Sqrt(squares / TLanes.Broadcast(channels) + TLanes.Broadcast(epsilon));
        for (var channel = 0; channel < channels; channel++)
        {
            var normalised = (TLanes.Load(x + channel * channelStride) - mean) / deviation;
            TLanes.MultiplyAdd(normalised, TLanes.BroadcastWeight(gamma + channel * LaneSizes.Weight<TLanes>()), TLanes.BroadcastWeight(beta + channel * LaneSizes.Weight<TLanes>())).Store(y + channel * channelStride);
        }
    }
}
