namespace SwapScore.Networks;

/// <summary>How floating-point operations of one sample are counted.</summary>
internal enum FlopConvention
{
    /// <summary>Multiply-adds of convolutions, linear maps and matrix products; everything else is free.</summary>
    MultiplyAdds,

    /// <summary>
    /// The convention of the published zero-cost tables (NAS-Bench-Suite-Zero): multiply-adds of convolutions and linear maps,
    /// bias additions of convolutions, 2 a value for affine and 1 for plain batch normalisation, 1 a value for ReLU and
    /// LeakyReLU, kernel area a value for pooling, <c>C·(H+1)·(W+1)</c> for global pooling, nothing for the rest; a module used
    /// several times counts once.
    /// </summary>
    Table,
}
