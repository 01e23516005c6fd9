namespace SwapScore.Spaces.FlexiBert;

/// <summary>How the tokens of a FlexiBERT layer exchange information.</summary>
internal enum FlexiBertOperation
{
    /// <summary><c>sdp</c>: scaled dot-product attention.</summary>
    ScaledDotProduct,

    /// <summary><c>wma</c>: weighted multiplicative attention; queries pass another matrix.</summary>
    WeightedMultiplicative,

    /// <summary><c>dft</c>: the real part of the two-dimensional Fourier transform of every head.</summary>
    Fourier,

    /// <summary><c>dct</c>: the two-dimensional cosine transform of every head.</summary>
    Cosine,

    /// <summary><c>dsc5</c>: attention beside dynamic span convolution of width 5.</summary>
    SpanConvolution5,

    /// <summary><c>dsc9</c>: the same of width 9.</summary>
    SpanConvolution9,

    /// <summary><c>dsc13</c>: the same of width 13, in the original FlexiBERT space only.</summary>
    SpanConvolution13,
}
