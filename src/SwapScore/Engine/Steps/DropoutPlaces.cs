using SwapScore.Engine.Kernels;
using SwapScore.Lanes;
using SwapScore.Randomness;

namespace SwapScore.Engine.Steps;

/// <summary>Dropout of values anywhere in memory, by the stream of its node.</summary>
/// <param name="Samples">S, of the whole batch.</param>
/// <param name="Rate">Probability that a value becomes zero.</param>
/// <param name="Key">Offset of the two words that name the stream of the current repeat.</param>
/// <param name="Group">Offset of the number of the first sample of the group that is run.</param>
internal sealed record DropoutPlaces(int Samples, float Rate, long Key, long Group)
{
    /// <summary>Drops some of the consecutive neurons of a block, in place.</summary>
    /// <param name="workspace">The working memory.</param>
    /// <param name="values">The neurons, <c>[neuron][lane]</c>.</param>
    /// <param name="block">Number of the block in the group.</param>
    /// <param name="neuron">Number of the first neuron.</param>
    /// <param name="count">Number of neurons.</param>
    public unsafe void Apply<TLanes>(float* workspace, float* values, int block, long neuron, int count)
        where TLanes : unmanaged, ILanes<TLanes> => Apply<TLanes>(workspace, values, values, block, neuron, count);

    /// <summary>The same, from one place to another.</summary>
    public unsafe void Apply<TLanes>(float* workspace, float* from, float* to, int block, long neuron, int count)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var words = (uint*)(workspace + Key);
        DropoutKernel.Run<TLanes>(
            from, to, neuron, count, *(int*)(workspace + Group) + block * TLanes.Samples, Samples, Rate, RandomKey.FromWords(words[0], words[1]));
    }
}
