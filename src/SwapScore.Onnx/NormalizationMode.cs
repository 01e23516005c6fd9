namespace SwapScore.Onnx;

/// <summary>What batch normalisations normalise by.</summary>
public enum NormalizationMode
{
    /// <summary>Mean and variance of the batch, as in training: the protocol of SWAP-Score.</summary>
    Batch,

    /// <summary>The running mean and variance in the file, as in inference.</summary>
    Inference,
}
