namespace SwapScore.Workflows.Export;

/// <summary>What batch normalizations normalize by.</summary>
public enum NormalizationChoice
{
    /// <summary>As the network is used: <see cref="Batch"/> for the one that is scored, <see cref="Inference"/> for the others.</summary>
    ByNetwork,

    /// <summary>Mean and variance of the batch.</summary>
    Batch,

    /// <summary>Running mean and variance.</summary>
    Inference,
}
