namespace SwapScore.Spaces.MobileNet;

/// <summary>The activation function of a stage.</summary>
internal enum MobileNetActivation
{
    /// <summary>max(0, x), as in the first stages of MobileNetV3.</summary>
    Relu,

    /// <summary>min(max(0, x), 6), as in MobileNetV2.</summary>
    Relu6,

    /// <summary>HardSwish, as in the later stages of MobileNetV3.</summary>
    HardSwish,
}
