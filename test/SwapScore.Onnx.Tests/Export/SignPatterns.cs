namespace SwapScore.Onnx.Tests.Export;

/// <summary>Counts distinct patterns of signs in the plainest way: two bits a sample, whatever the activation, in a set.</summary>
internal static class SignPatterns
{
    /// <param name="activations">Values, <c>[neuron][sample]</c>.</param>
    /// <param name="samples">At most 32.</param>
    public static int Count(IEnumerable<float[]> activations, int samples)
    {
        var patterns = new HashSet<ulong>();
        foreach (var values in activations)
            for (var neuron = 0; neuron < values.Length; neuron += samples)
            {
                var pattern = 0UL;
                for (var sample = 0; sample < samples; sample++)
                    pattern = pattern << 2 | (uint)(Math.Sign(values[neuron + sample]) + 1);
                patterns.Add(pattern);
            }

        return patterns.Count;
    }

    /// <summary>How many signs differ.</summary>
    public static long Flips(ReadOnlySpan<float> first, ReadOnlySpan<float> second)
    {
        var flips = 0L;
        for (var i = 0; i < first.Length; i++)
            if (Math.Sign(first[i]) != Math.Sign(second[i])) flips++;
        return flips;
    }
}
