namespace SwapScore.Onnx.Weights;

/// <summary>Which weights a model is scored with, in the order of <see cref="OnnxEvaluator.Initializers"/>.</summary>
internal enum WeightInitialization
{
    /// <summary>
    /// <see cref="Gaussian"/> for models with a normalisation, otherwise <see cref="Kaiming"/>: without one N(0, 1) overflows from some dozen
    /// layers on, and changes the signs of a chain of convolutions in no way.
    /// </summary>
    Auto,

    /// <summary>Weights N(0, 1), biases 0, normalisations reset: the protocol of SWAP-Score.</summary>
    Gaussian,

    /// <summary>Weights N(0, 2/n), n the values that feed an output (He et al., ICCV 2015), otherwise the same.</summary>
    Kaiming,

    /// <summary>The weights in the file.</summary>
    Keep,
}
