using SwapScore.Data;
using SwapScore.Onnx.Models;

namespace SwapScore.Onnx.Samples;

/// <summary>Gives every model the same samples, in the form it takes them.</summary>
public abstract class SampleSource
{
    private protected SampleSource()
    {
    }

    /// <summary>Name for people and result files.</summary>
    public abstract string Name { get; }

    /// <summary>Whether the samples are noise, with which a score predicts less than with real ones.</summary>
    public bool IsNoise => this is NoiseSamples;

    /// <summary>Gaussian noise, and random tokens, for any model: the last resort.</summary>
    /// <param name="options">How many, and how large where models leave it free.</param>
    public static SampleSource Noise(SampleOptions options) => new NoiseSamples(options);

    /// <summary>Images for models that take images, texts for those that take tokens.</summary>
    /// <param name="name">Name for people and result files.</param>
    /// <param name="images">The images at a side, at least as many as samples are wanted.</param>
    /// <param name="texts">Token numbers of texts of at most some length, 0 is padding.</param>
    /// <param name="options">How they are prepared.</param>
    public static SampleSource Real(string name, Func<int, ImageSet> images, Func<int, Batch> texts, SampleOptions options) =>
        new RealSamples(name, images, texts, options);

    /// <summary>
    /// Samples from a file of numbers: <c>.npy</c>, <c>.npz</c> with one array per input, <c>.pb</c> (an ONNX tensor) or <c>.raw</c> (nothing but
    /// little-endian single precision in the shape of the input).
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="count">S, the number of samples; the first of the file are taken.</param>
    /// <param name="hasRandomLabels">Whether the class of each sample is drawn at random, for metrics of a loss. Default: false.</param>
    /// <exception cref="InputException">It is missing, damaged or of another kind.</exception>
    public static SampleSource FromFile(string path, int count, bool hasRandomLabels = false) => ArraySamples.Read(path, count, hasRandomLabels);

    /// <summary>Whether a path is that of a file of numbers, by its name.</summary>
    /// <param name="path">The path.</param>
    public static bool CanRead(string path) => ArraySamples.Takes(path);

    /// <summary>The samples for a model.</summary>
    /// <param name="model">The model.</param>
    /// <exception cref="InputException">The samples do not suit its inputs.</exception>
    /// <exception cref="UsageException">There are too few samples, or a setting does not suit them.</exception>
    internal abstract ModelSamples For(OnnxModel model);
}
