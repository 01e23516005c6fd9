using System.Runtime.CompilerServices;
using SwapScore.Engine.Lanes;

namespace SwapScore.Engine.Kernels;

/// <summary>Softmax along the columns: exponentials of the distance from the row's maximum, summed from left to right.</summary>
internal static unsafe class SoftmaxKernel
{
    public static ReferenceTensor Reference(ReferenceTensor x)
    {
        var y = new ReferenceTensor(x.Shape, x.Samples);
        for (var channel = 0; channel < x.Shape.Channels; channel++)
            for (var row = 0; row < x.Shape.Rows; row++)
                for (var sample = 0; sample < x.Samples; sample++)
                {
                    var largest = float.NegativeInfinity;
                    for (var column = 0; column < x.Shape.Columns; column++)
                        largest = x[channel, row, column, sample] > largest ? x[channel, row, column, sample] : largest;
                    var sum = 0f;
                    for (var column = 0; column < x.Shape.Columns; column++)
                    {
                        var power = 0f;
                        Elementary.Exp(Lanes32.Broadcast(x[channel, row, column, sample] - largest)).Store(&power);
                        y[channel, row, column, sample] = power;
                        sum += power;
                    }

                    for (var column = 0; column < x.Shape.Columns; column++)
                        y[channel, row, column, sample] /= sum;
                }

        return y;
    }

    /// <summary>One row, <c>[column][lane]</c>. In place is fine.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TLanes>(float* x, float* y, int columns)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var largest = TLanes.Broadcast(float.NegativeInfinity);
        for (var column = 0; column < columns; column++)
        {
            var value = TLanes.Load(x + (long)column * TLanes.Count);
            largest = TLanes.Select(TLanes.GreaterThan(value, largest), value, largest);
        }

        var sum = TLanes.Broadcast(0);
        for (var column = 0; column < columns; column++)
        {
            var power = Elementary.Exp(TLanes.Load(x + (long)column * TLanes.Count) - largest);
            power.Store(y + (long)column * TLanes.Count);
            sum += power;
        }

        for (var column = 0; column < columns; column++)
            (TLanes.Load(y + (long)column * TLanes.Count) / sum).Store(y + (long)column * TLanes.Count);
    }
}
