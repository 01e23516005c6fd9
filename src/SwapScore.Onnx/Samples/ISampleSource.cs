using SwapScore.Onnx.Models;

namespace SwapScore.Onnx.Samples;

/// <summary>Gives every model the same samples, in the form it takes them.</summary>
public interface ISampleSource
{
    /// <summary>Name for people and result files.</summary>
    string Name { get; }

    /// <summary>The samples for a model.</summary>
    /// <param name="model">The model.</param>
    /// <exception cref="InputException">The samples do not suit its inputs.</exception>
    /// <exception cref="UsageException">There are too few samples, or a setting does not suit them.</exception>
    ModelSamples For(OnnxModel model);
}
