namespace SwapScore.Onnx;

/// <summary>Which weights a model is scored with.</summary>
public enum WeightInitialization
{
    /// <summary>Weights N(0, 1), biases 0, normalisations reset: the protocol of SWAP-Score.</summary>
    Gaussian,

    /// <summary>
    /// Weights N(0, 2/n), n the values that feed an output (He et al., ICCV 2015), otherwise the same: for deep models without normalisation,
    /// in which N(0, 1) overflows.
    /// </summary>
    Kaiming,

    /// <summary>The weights in the file.</summary>
    Keep,
}
