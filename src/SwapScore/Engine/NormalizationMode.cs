namespace SwapScore.Engine;

/// <summary>The source of the statistics of batch normalisation.</summary>
public enum NormalizationMode
{
    /// <summary>From the batch, as in training; the mode of SWAP-Score and of most metrics.</summary>
    Batch,

    /// <summary>From the running statistics, as in inference.</summary>
    Running,
}
