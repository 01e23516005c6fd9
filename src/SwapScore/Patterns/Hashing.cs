namespace SwapScore.Patterns;

/// <summary>The hash behind the sets of patterns. It only spreads keys over places; counts are exact whatever it does.</summary>
internal static class Hashing
{
    /// <summary>Spreads every bit of a word over the whole result (the finaliser of SplitMix64).</summary>
    public static ulong Mix(ulong key)
    {
        key = (key ^ (key >> 30)) * 0xBF58476D1CE4E5B9;
        key = (key ^ (key >> 27)) * 0x94D049BB133111EB;
        return key ^ (key >> 31);
    }

    /// <summary>Hash of a key of several words.</summary>
    public static ulong Mix(ReadOnlySpan<ulong> key)
    {
        var hash = (ulong)key.Length;
        foreach (var word in key)
            hash = Mix(hash + 0x9E3779B97F4A7C15 + word);
        return hash;
    }
}
