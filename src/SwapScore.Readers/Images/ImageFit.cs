namespace SwapScore.Readers.Images;

/// <summary>How an image that is not square becomes one.</summary>
public enum ImageFit
{
    /// <summary>The largest square in the middle is cut out.</summary>
    CenterCrop,

    /// <summary>Rows and columns are resized separately; the proportions change.</summary>
    Stretch,
}
