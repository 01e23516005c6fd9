namespace SwapScore.Networks.Operations;

/// <summary>The matrix M of a <see cref="SpectralTransform"/> of length N.</summary>
public enum SpectralKind
{
    /// <summary><c>cos(2π·k·n/N)</c>: the real part of the Fourier matrix.</summary>
    Cosine,

    /// <summary><c>sin(2π·k·n/N)</c>.</summary>
    Sine,

    /// <summary><c>−sin(2π·k·n/N)</c>.</summary>
    NegativeSine,

    /// <summary><c>2·cos(π·k·(2n + 1)/(2N))</c>: the discrete cosine transform of type II, not normalised.</summary>
    DiscreteCosine,
}
