namespace SwapScore.Networks;

/// <summary>Which signs the output of an activation function can have.</summary>
public enum SignRange
{
    /// <summary>Not an activation function.</summary>
    None,

    /// <summary>Zero or positive (ReLU): one bit per sample.</summary>
    NonNegative,

    /// <summary>Negative, zero or positive (GELU, SiLU, tanh): two bits per sample.</summary>
    Ternary,
}
