namespace SwapScore.Onnx.Weights;

/// <summary>What a constant is for; decides how it is drawn.</summary>
internal enum WeightRole
{
    /// <summary>Weight of a convolution.</summary>
    Convolution,

    /// <summary>Weight of a linear map.</summary>
    Linear,

    /// <summary>Table of embeddings: of tokens, places or types.</summary>
    Embedding,

    /// <summary>Added to the result of a linear map or convolution.</summary>
    Bias,

    /// <summary>Scale of a normalisation.</summary>
    Scale,

    /// <summary>Shift of a normalisation.</summary>
    Shift,

    /// <summary>Running mean of a batch normalisation: state, not a parameter.</summary>
    RunningMean,

    /// <summary>Running variance of a batch normalisation: state, not a parameter.</summary>
    RunningVariance,

    /// <summary>Slope of the negative side of a PReLU.</summary>
    Slope,

    /// <summary>A trained number that is none of these, such as a coefficient of a function; never drawn.</summary>
    Other,
}
