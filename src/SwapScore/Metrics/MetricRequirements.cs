namespace SwapScore.Metrics;

/// <summary>
/// What a metric needs beside the activations of one pass of the batch. Every source of networks (spaces, ONNX files, modules) says what it
/// offers and refuses, by name and with the reason, a metric that needs more.
/// </summary>
[Flags]
public enum MetricRequirements
{
    /// <summary>Nothing: the values of activation functions, or the sizes of the network, are enough.</summary>
    None = 0,

    /// <summary>Inputs that the metric makes itself: noise, crops, another number of samples.</summary>
    OwnInputs = 1,

    /// <summary>Values other than those of activation functions: what is normalised, the maps of convolutions.</summary>
    InnerValues = 2,

    /// <summary>The weights that the networks of the benchmark are trained from, instead of N(0, 1).</summary>
    BenchmarkWeights = 4,

    /// <summary>The parts of an encoder that reads texts: queries, keys, attention weights, tokens.</summary>
    EncoderParts = 8,

    /// <summary>The network as operations of this library, not as a model of another runtime.</summary>
    Operations = 16,

    /// <summary>The class of every sample.</summary>
    Labels = 32,

    /// <summary>Automatic differentiation.</summary>
    Gradients = 64,

    /// <summary>How many multiply-adds every operation makes for a sample.</summary>
    MultiplyAdds = 128,
}
