namespace SwapScore.Networks.Operations;

/// <summary>The function of an <see cref="ActivationFunction"/>.</summary>
public enum FunctionKind
{
    /// <summary><c>max(0, x)</c>.</summary>
    Relu,

    /// <summary><c>x</c> for positive and <c>setting·x</c> for negative values; the setting is the slope of the negative side.</summary>
    LeakyRelu,

    /// <summary><c>min(max(0, x), setting)</c>; the setting is the largest value, positive. ReLU6 has 6.</summary>
    CappedRelu,

    /// <summary><c>x·½·(1 + erf(x/√2))</c>, the exact form.</summary>
    Gelu,

    /// <summary><c>x / (1 + e⁻ˣ)</c>, also called swish.</summary>
    Silu,

    /// <summary><c>x·min(max(0, x/6 + ½), 1)</c>: SiLU made of straight lines, exactly zero from −3 down (Howard et al.: Searching for MobileNetV3, ICCV 2019).</summary>
    HardSwish,

    /// <summary><c>tanh x</c>.</summary>
    Tanh,

    /// <summary><c>1 / (1 + e⁻ˣ)</c>, with which networks weigh other values; SWAP-Score does not record it, since it is never negative.</summary>
    Sigmoid,

    /// <summary><c>min(max(0, setting·x + ½), 1)</c>, which approximates a sigmoid; the setting is the slope in the middle. <see cref="HardSwish"/> is x times it.</summary>
    HardSigmoid,
}
