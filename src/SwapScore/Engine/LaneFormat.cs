using SwapScore.Lanes;

namespace SwapScore.Engine;

/// <summary>How the values of samples lie in the blocks of a plan.</summary>
/// <param name="Samples">Samples of a block.</param>
/// <param name="Floats">Floats from one neuron of a block to the next.</param>
/// <param name="IsDouble">Whether values are doubles.</param>
/// <param name="HasTangents">Whether the tangents of a neuron lie behind its values.</param>
internal readonly record struct LaneFormat(int Samples, int Floats, bool IsDouble, bool HasTangents)
{
    /// <summary>That of the kernels of some lanes.</summary>
    public static LaneFormat Create<TLanes>()
        where TLanes : unmanaged, ILanes<TLanes> => new(TLanes.Samples, TLanes.Count, TLanes.IsDouble, TLanes.HasTangents);

    /// <summary>Puts the values of one sample in place.</summary>
    /// <param name="values"><c>[neuron]</c>.</param>
    /// <param name="target">The first block.</param>
    /// <param name="sample">Number of the sample.</param>
    /// <param name="part">0 for values, 1 for tangents.</param>
    public unsafe void Place(ReadOnlySpan<float> values, float* target, int sample, int part)
    {
        var block = target + (long)(sample / Samples) * values.Length * Floats;
        var lane = part * Samples + sample % Samples;
        for (var i = 0; i < values.Length; i++, block += Floats)
            if (IsDouble) ((double*)block)[lane] = values[i];
            else block[lane] = values[i];
    }
}
