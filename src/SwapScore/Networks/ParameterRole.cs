namespace SwapScore.Networks;

/// <summary>The role of a parameter tensor; initialisers decide by it.</summary>
public enum ParameterRole
{
    /// <summary>Weight of a convolution, <c>[output channel][input channel of the group][kernel row][kernel column]</c>.</summary>
    ConvolutionWeight,

    /// <summary>
    /// Weight of a transposed convolution, <c>[output channel][input channel][kernel row][kernel column]</c>; other frameworks keep the
    /// first two the other way round and count their fans accordingly.
    /// </summary>
    TransposedConvolutionWeight,

    /// <summary>Weight of a linear map, <c>[output feature][input feature]</c>.</summary>
    LinearWeight,

    /// <summary>Additive bias of a convolution or linear map, <c>[output channel]</c>.</summary>
    Bias,

    /// <summary>Scale γ of a normalisation, <c>[channel]</c>.</summary>
    Scale,

    /// <summary>Shift β of a normalisation, <c>[channel]</c>.</summary>
    Shift,

    /// <summary>Embedding of every token, <c>[token][feature]</c>; token 0 is padding.</summary>
    WordEmbedding,

    /// <summary>Embedding of every place of a sequence, <c>[position][feature]</c>.</summary>
    PositionEmbedding,

    /// <summary>Embedding of every token type, <c>[type][feature]</c>; the class token of a vision Transformer is one.</summary>
    TypeEmbedding,

    /// <summary>The two words that name a stream of randomness: state, not a parameter; never initialised like one.</summary>
    DropoutKey,

    /// <summary>Running mean of a batch normalisation, <c>[channel]</c>: state, not a parameter; used in inference mode.</summary>
    RunningMean,

    /// <summary>Running variance of a batch normalisation, <c>[channel]</c>: state, not a parameter; used in inference mode.</summary>
    RunningVariance,
}
