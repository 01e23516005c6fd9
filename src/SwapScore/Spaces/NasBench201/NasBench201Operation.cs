namespace SwapScore.Spaces.NasBench201;

/// <summary>What an edge of a NAS-Bench-201 cell does. The numbers are those of the published tables' keys.</summary>
internal enum NasBench201Operation
{
    /// <summary><c>skip_connect</c>: the value as it is.</summary>
    Skip = 0,

    /// <summary><c>none</c>: zeros.</summary>
    None = 1,

    /// <summary><c>nor_conv_3x3</c>: ReLU, 3×3 convolution, batch normalisation.</summary>
    Convolution3x3 = 2,

    /// <summary><c>nor_conv_1x1</c>: ReLU, 1×1 convolution, batch normalisation.</summary>
    Convolution1x1 = 3,

    /// <summary><c>avg_pool_3x3</c>: average of the 3×3 neighbourhood, padding not counted.</summary>
    AveragePool3x3 = 4,
}
