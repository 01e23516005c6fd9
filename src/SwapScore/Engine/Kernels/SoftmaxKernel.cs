using System.Runtime.CompilerServices;
using SwapScore.Lanes;

namespace SwapScore.Engine.Kernels;

/// <summary>Softmax of a line, along the columns or rows: exponentials of the distance from its maximum, summed from the first to the last.</summary>
internal static unsafe class SoftmaxKernel
{
    public static ReferenceTensor Reference(ReferenceTensor x, bool alongRows)
    {
        var y = new ReferenceTensor(x.Shape, x.Samples);
        var (lines, length) = alongRows ? (x.Shape.Columns, x.Shape.Rows) : (x.Shape.Rows, x.Shape.Columns);
        for (var channel = 0; channel < x.Shape.Channels; channel++)
            for (var line = 0; line < lines; line++)
                for (var sample = 0; sample < x.Samples; sample++)
                {
                    var largest = float.NegativeInfinity;
                    for (var i = 0; i < length; i++)
                        largest = At(x, i) > largest ? At(x, i) : largest;
                    var sum = 0f;
                    for (var i = 0; i < length; i++)
                    {
                        var power = 0f;
                        Elementary.Exp(Lanes32.Broadcast(At(x, i) - largest)).Store(&power);
                        At(y, i) = power;
                        sum += power;
                    }

                    for (var i = 0; i < length; i++)
                        At(y, i) /= sum;

                    ref float At(ReferenceTensor tensor, int i) => ref alongRows ? ref tensor[channel, i, line, sample] : ref tensor[channel, line, i, sample];
                }

        return y;
    }

    /// <summary>One line. In place is fine.</summary>
    /// <param name="stride">Distance between its values in floats.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TLanes>(float* x, float* y, int length, long stride)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var largest = TLanes.Broadcast(float.NegativeInfinity);
        for (var i = 0; i < length; i++)
        {
            var value = TLanes.Load(x + i * stride);
            largest = TLanes.Select(TLanes.GreaterThan(value, largest), value, largest);
        }

        var sum = TLanes.Broadcast(0);
        for (var i = 0; i < length; i++)
        {
            var power = Elementary.Exp(TLanes.Load(x + i * stride) - largest);
            power.Store(y + i * stride);
            sum += power;
        }

        for (var i = 0; i < length; i++)
            (TLanes.Load(y + i * stride) / sum).Store(y + i * stride);
    }
}
