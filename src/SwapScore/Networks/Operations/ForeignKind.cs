namespace SwapScore.Networks.Operations;

/// <summary>What metrics know of values that another runtime computes.</summary>
public enum ForeignKind
{
    /// <summary>A value metrics know nothing more about.</summary>
    Value,

    /// <summary>The result of a convolution.</summary>
    Convolution,

    /// <summary>The result of a batch normalization; its input is what is normalized.</summary>
    BatchNormalization,

    /// <summary>One value per channel, pooled from all rows and columns of its input.</summary>
    GlobalPooling,
}
