namespace SwapScore.Workflows.Export;

/// <summary>Which network of an architecture is meant.</summary>
public enum NetworkSize
{
    /// <summary>The scoring network of the space.</summary>
    Scoring,

    /// <summary>The full-size network that is trained.</summary>
    Full,

    /// <summary>The one that is trained on ImageNet.</summary>
    ImageNet,
}
