namespace SwapScore.Spaces;

/// <summary>What a task does to images before its networks see them.</summary>
public enum ImagePreparation
{
    /// <summary>Normalised with the statistics of the data set they come from.</summary>
    OfDataSet,

    /// <summary>Normalised with mean (.5224, .5222, .5221) and standard deviation (.2234, .2235, .2236), those of Taskonomy.</summary>
    Taskonomy,

    /// <summary>Normalised to −1 … 1.</summary>
    Centered,

    /// <summary>No images but texts, as token numbers.</summary>
    Tokens,

    /// <summary>Cut into nine tiles, stacked as channels; values 0 … 1, not normalised.</summary>
    Jigsaw,
}
