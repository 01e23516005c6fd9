using System.Runtime.CompilerServices;
using SwapScore.Lanes;
using SwapScore.Networks;

namespace SwapScore.Engine.Kernels;

/// <summary>Puts a learned token behind a sequence, and adds a learned vector to every place.</summary>
internal static unsafe class ClassTokenKernel
{
    public static ReferenceTensor Reference(ReferenceTensor x, Shape output, float[] token, float[] position, bool hasPlace) =>
        ReferenceTensor.Create(output, x.Samples, (feature, _, place, sample) =>
        {
            var isToken = place == x.Shape.Columns;
            var value = isToken ? token[feature] : x[feature, 0, place, sample];
            return isToken && !hasPlace ? value : value + position[place * output.Channels + feature];
        });

    /// <summary>One feature of one block.</summary>
    /// <param name="x">The feature, <c>[token][lane]</c>.</param>
    /// <param name="y">The same with a token more.</param>
    /// <param name="tokens">Tokens of the input.</param>
    /// <param name="token">The feature of the learned token.</param>
    /// <param name="position">The feature of the first place.</param>
    /// <param name="stride">Distance between places in floats.</param>
    /// <param name="hasPlace">Whether the learned token has a place.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TLanes>(float* x, float* y, int tokens, float* token, float* position, long stride, bool hasPlace)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        for (var place = 0; place < tokens; place++)
            (TLanes.Load(x + (long)place * TLanes.Count) + TLanes.BroadcastWeight(position + place * stride)).Store(y + (long)place * TLanes.Count);
        var last = TLanes.BroadcastWeight(token);
        if (hasPlace) last += TLanes.BroadcastWeight(position + tokens * stride);
        last.Store(y + (long)tokens * TLanes.Count);
    }
}
