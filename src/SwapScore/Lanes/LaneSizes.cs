namespace SwapScore.Lanes;

/// <summary>How much room kernels of some lanes give to single numbers.</summary>
internal static unsafe class LaneSizes
{
    /// <summary>Floats of a weight: one, and one more for its tangent.</summary>
    public static int Weight<TLanes>()
        where TLanes : unmanaged, ILanes<TLanes> => TLanes.HasTangents ? 2 : 1;

    /// <summary>Floats of a gradient by a weight: those of one lane.</summary>
    public static int Gradient<TLanes>()
        where TLanes : unmanaged, ILanes<TLanes> => TLanes.Count / TLanes.Samples;

    /// <summary>Reads a weight.</summary>
    public static DualNumber ReadWeight<TLanes>(float* weights, long index)
        where TLanes : unmanaged, ILanes<TLanes> => TLanes.HasTangents ? new(weights[2 * index], weights[2 * index + 1]) : new(weights[index]);

    /// <summary>Stores the sum of a gradient by a weight: in single precision a float, in double precision a double; then its tangent, if there are any.</summary>
    /// <param name="target">The place.</param>
    /// <param name="sum">The sum, as lanes hold it.</param>
    /// <param name="isAdded">Whether it is added to what is there.</param>
    public static void StoreGradient<TLanes>(float* target, DualNumber sum, bool isAdded)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        for (var part = 0; part < (TLanes.HasTangents ? 2 : 1); part++)
        {
            var value = part == 0 ? sum.Value : sum.Tangent;
            if (TLanes.IsDouble)
                ((double*)target)[part] = isAdded ? ((double*)target)[part] + value : value;
            else
                target[part] = isAdded ? target[part] + (float)value : (float)value;
        }
    }

    /// <summary>Adds the first lanes of a vector to a total, one sample after the other.</summary>
    public static DualNumber AddSamples<TLanes>(DualNumber total, float* lanes, int samples)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        for (var sample = 0; sample < samples; sample++)
            total += ReadSample<TLanes>(lanes, sample);
        return total;
    }

    /// <summary>Reads the value of one sample of a vector.</summary>
    public static DualNumber ReadSample<TLanes>(float* lanes, int sample)
        where TLanes : unmanaged, ILanes<TLanes> => TLanes.IsDouble
            ? new(((double*)lanes)[sample], TLanes.HasTangents ? ((double*)lanes)[TLanes.Samples + sample] : 0)
            : new(lanes[sample], TLanes.HasTangents ? lanes[TLanes.Samples + sample] : 0);
}
