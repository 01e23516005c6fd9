namespace SwapScore.Engine.Backward;

/// <summary>What a backward pass finds.</summary>
[Flags]
internal enum GradientKinds
{
    None = 0,

    /// <summary>Gradients by the weights of convolutions and linear maps and by the scales of normalisations and tables of positions, summed over the samples.</summary>
    Weights = 1,

    /// <summary>Gradients by the samples.</summary>
    Input = 2,

    /// <summary>Per convolution, linear map, channel and sample, the sum over positions of value times gradient.</summary>
    Products = 4,

    /// <summary>The gradients of observed nodes.</summary>
    Observed = 8,
}
