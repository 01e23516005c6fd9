namespace SwapScore.Engine;

/// <summary>Where batch normalisation takes its statistics from.</summary>
public enum NormalizationMode
{
    /// <summary>From the batch, as in training; the mode of SWAP-Score and of most metrics.</summary>
    Batch,

    /// <summary>From the running statistics, as in inference.</summary>
    Running,
}
