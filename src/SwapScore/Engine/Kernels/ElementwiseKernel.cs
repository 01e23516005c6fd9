using System.Runtime.CompilerServices;
using SwapScore.Lanes;

namespace SwapScore.Engine.Kernels;

/// <summary>Functions of single values, and sums of values at the same place. The output may be one of the inputs.</summary>
internal static unsafe class ElementwiseKernel
{
    /// <summary>Applies a function to every value.</summary>
    public static ReferenceTensor Reference<TFunction>(ReferenceTensor x, float slope)
        where TFunction : IUnaryFunction =>
        ReferenceTensor.Create(x.Shape, x.Samples, (channel, row, column, sample) =>
        {
            var y = 0f;
            TFunction.Invoke(Lanes32.Broadcast(x[channel, row, column, sample]), slope).Store(&y);
            return y;
        });

    /// <summary>Adds tensors from left to right.</summary>
    public static ReferenceTensor ReferenceSum(IReadOnlyList<ReferenceTensor> terms) =>
        ReferenceTensor.Create(terms[0].Shape, terms[0].Samples, (channel, row, column, sample) =>
        {
            var sum = terms[0][channel, row, column, sample];
            foreach (var term in terms.Skip(1))
                sum += term[channel, row, column, sample];
            return sum;
        });

    /// <summary>Applies a function to <paramref name="count"/> values, a multiple of the lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Map<TLanes, TFunction>(float* x, float* y, long count, float slope)
        where TLanes : unmanaged, ILanes<TLanes>
        where TFunction : IUnaryFunction
    {
        for (var i = 0L; i < count; i += TLanes.Count)
            TFunction.Invoke(TLanes.Load(x + i), slope).Store(y + i);
    }

    /// <summary>y = a + b for <paramref name="count"/> values, a multiple of the lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Sum<TLanes>(float* a, float* b, float* y, long count)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        for (var i = 0L; i < count; i += TLanes.Count)
            (TLanes.Load(a + i) + TLanes.Load(b + i)).Store(y + i);
    }

    /// <summary>Multiplies two tensors value by value; the second may have one value per channel.</summary>
    public static ReferenceTensor ReferenceProduct(ReferenceTensor a, ReferenceTensor b) => ReferenceTensor.Create(
        a.Shape, a.Samples, (channel, row, column, sample) =>
            a[channel, row, column, sample] * (b.Shape == a.Shape ? b[channel, row, column, sample] : b[channel, 0, 0, sample]));

    /// <summary>y = a·b for <paramref name="count"/> values, a multiple of the lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Product<TLanes>(float* a, float* b, float* y, long count)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        for (var i = 0L; i < count; i += TLanes.Count)
            (TLanes.Load(a + i) * TLanes.Load(b + i)).Store(y + i);
    }

    /// <summary>y = a·b for <paramref name="count"/> values, a multiple of the lanes, and one vector b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Product<TLanes>(float* a, TLanes b, float* y, long count)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        for (var i = 0L; i < count; i += TLanes.Count)
            (TLanes.Load(a + i) * b).Store(y + i);
    }
}
