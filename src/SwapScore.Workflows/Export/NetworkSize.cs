namespace SwapScore.Workflows.Export;

/// <summary>Which network of an architecture is meant.</summary>
internal enum NetworkSize
{
    /// <summary>The one that is scored.</summary>
    Scoring,

    /// <summary>The one that is trained.</summary>
    Full,

    /// <summary>The one that is trained on ImageNet.</summary>
    ImageNet,
}
