namespace SwapScore.Spaces.Darts;

/// <summary>
/// The operations of the DARTS space, in the order of the published list of primitives. A stride of 2 occurs in reduction cells, on
/// edges from the cell's two inputs.
/// </summary>
internal enum DartsOperation
{
    /// <summary><c>none</c>: zeros, thinned out by the stride.</summary>
    None,

    /// <summary><c>max_pool_3x3</c>: maximum pooling with padding 1.</summary>
    MaxPool3x3,

    /// <summary><c>avg_pool_3x3</c>: average pooling with padding 1, padding not counted.</summary>
    AvgPool3x3,

    /// <summary><c>skip_connect</c>: identity; with stride 2 a factorised reduction (ReLU, two 1×1 convolutions, normalisation).</summary>
    SkipConnect,

    /// <summary><c>sep_conv_3x3</c>: ReLU, depthwise, pointwise, normalisation, all twice; the stride on the first.</summary>
    SepConv3x3,

    /// <summary><c>sep_conv_5x5</c>: as <see cref="SepConv3x3"/> with kernel 5.</summary>
    SepConv5x5,

    /// <summary><c>dil_conv_3x3</c>: ReLU, depthwise with dilation 2, pointwise, normalisation.</summary>
    DilConv3x3,

    /// <summary><c>dil_conv_5x5</c>: as <see cref="DilConv3x3"/> with kernel 5.</summary>
    DilConv5x5,
}
