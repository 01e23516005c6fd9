using System.Runtime.CompilerServices;
using SwapScore.Lanes;
using SwapScore.Networks;

namespace SwapScore.Engine.Kernels;

/// <summary>Looks up the embedding of every token: word plus type 0, plus position.</summary>
internal static unsafe class EmbeddingKernel
{
    public static ReferenceTensor Reference(
        ReferenceTensor x, Shape output, ReadOnlyMemory<float> word, ReadOnlyMemory<float> position, ReadOnlyMemory<float> type) =>
        ReferenceTensor.Create(output, x.Samples, (feature, _, token, sample) =>
        {
            var id = (int)x[0, 0, token, sample];
            return word.Span[id * output.Channels + feature] + type.Span[feature] + position.Span[token * output.Channels + feature];
        });

    /// <summary>One token of one block.</summary>
    /// <param name="x">The numbers of the token, one sample per lane.</param>
    /// <param name="y">The first feature.</param>
    /// <param name="stride">Distance between features in floats.</param>
    /// <param name="position">Embedding of the token's place.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TLanes>(float* x, float* y, int features, long stride, float* word, float* position, float* type)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        if (TLanes.IsDouble || TLanes.HasTangents)
        {
            RunWide<TLanes>(x, y, features, stride, word, position, type);
            return;
        }

        for (var lane = 0; lane < TLanes.Count; lane++)
        {
            var embedding = word + (long)x[lane] * features;
            for (var feature = 0; feature < features; feature++)
                y[feature * stride + lane] = embedding[feature] + type[feature] + position[feature];
        }
    }

    /// <summary>The same in double precision, or with tangents, or both.</summary>
    private static void RunWide<TLanes>(float* x, float* y, int features, long stride, float* word, float* position, float* type)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var width = LaneSizes.Weight<TLanes>();
        for (var lane = 0; lane < TLanes.Samples; lane++)
        {
            var embedding = word + (long)(TLanes.IsDouble ? ((double*)x)[lane] : x[lane]) * features * width;
            for (var feature = 0; feature < features; feature++)
                for (var part = 0; part < width; part++)
                {
                    var place = feature * width + part;
                    var target = y + feature * stride;
                    if (TLanes.IsDouble)
                        ((double*)target)[part * TLanes.Samples + lane] = (double)embedding[place] + type[place] + position[place];
                    else
                        target[part * TLanes.Samples + lane] = embedding[place] + type[place] + position[place];
                }
        }
    }
}
