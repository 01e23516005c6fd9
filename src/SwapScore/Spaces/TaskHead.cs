namespace SwapScore.Spaces;

/// <summary>What follows the features of a network to make the outputs of its task.</summary>
internal enum TaskHead
{
    /// <summary>A linear map of the features' means, to classes or numbers.</summary>
    Classifier,

    /// <summary>A linear map of the features' means of all tiles of a picture, to permutations.</summary>
    Tiles,

    /// <summary>A decoder to a picture.</summary>
    Picture,

    /// <summary>A decoder to the class of every pixel.</summary>
    Segmentation,
}
