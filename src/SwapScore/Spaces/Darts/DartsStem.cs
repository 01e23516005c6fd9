namespace SwapScore.Spaces.Darts;

/// <summary>What stands before the first cell.</summary>
internal enum DartsStem
{
    /// <summary>Nothing: the image is both inputs of the first cell.</summary>
    None,

    /// <summary>A 3×3 convolution to three times the channels, with normalisation; both inputs of the first cell.</summary>
    Cifar,

    /// <summary>
    /// Three 3×3 convolutions of stride 2. The first cell reads the quarter-size output of the second and the eighth-size output of
    /// the third, as if a reduction cell stood between them.
    /// </summary>
    ImageNet,
}
