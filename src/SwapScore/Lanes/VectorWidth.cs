namespace SwapScore.Lanes;

/// <summary>The number of samples a kernel handles at once. The results are the same bits for every width.</summary>
internal enum VectorWidth
{
    /// <summary>One sample, no vector instructions.</summary>
    Scalar = 1,

    /// <summary>128 bits: 4 samples.</summary>
    Bits128 = 4,

    /// <summary>256 bits: 8 samples.</summary>
    Bits256 = 8,

    /// <summary>512 bits: 16 samples.</summary>
    Bits512 = 16,
}

