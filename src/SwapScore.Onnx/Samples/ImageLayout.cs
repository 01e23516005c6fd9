namespace SwapScore.Onnx.Samples;

/// <summary>Where an input keeps the channels of an image.</summary>
public enum ImageLayout
{
    /// <summary>The one that the model's dimensions show, otherwise channels first.</summary>
    Auto,

    /// <summary>Channels first, <c>[sample][channel][row][column]</c>: PyTorch.</summary>
    Nchw,

    /// <summary>Channels last, <c>[sample][row][column][channel]</c>: TensorFlow, Keras.</summary>
    Nhwc,
}
