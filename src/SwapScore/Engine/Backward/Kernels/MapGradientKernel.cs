using System.Runtime.CompilerServices;
using SwapScore.Engine.Kernels;
using SwapScore.Lanes;

namespace SwapScore.Engine.Backward.Kernels;

/// <summary>Gradients of functions of single values. In place is fine.</summary>
internal static unsafe class MapGradientKernel
{
    /// <summary>One value after the other.</summary>
    public static ReferenceTensor Reference<TFunction>(ReferenceTensor y, ReferenceTensor gradient, float slope)
        where TFunction : IGradientFunction =>
        ReferenceTensor.Create(y.Shape, y.Samples, (channel, row, column, sample) =>
        {
            var result = 0f;
            TFunction.Invoke(Lanes32.Broadcast(y[channel, row, column, sample]), Lanes32.Broadcast(gradient[channel, row, column, sample]), slope).Store(&result);
            return result;
        });

    /// <summary><paramref name="count"/> values, a multiple of the lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TLanes, TFunction>(float* y, float* gradient, float* result, long count, float slope)
        where TLanes : unmanaged, ILanes<TLanes>
        where TFunction : IGradientFunction
    {
        for (var i = 0L; i < count; i += TLanes.Count)
            TFunction.Invoke(TLanes.Load(y + i), TLanes.Load(gradient + i), slope).Store(result + i);
    }
}
