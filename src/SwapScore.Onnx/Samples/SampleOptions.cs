using SwapScore.Data;
using SwapScore.Onnx.Models;
using SwapScore.Values;

namespace SwapScore.Onnx.Samples;

/// <summary>How samples are prepared for models.</summary>
public sealed record SampleOptions
{
    /// <summary>S, the number of samples, at least 1. Default: 16.</summary>
    public int Count { get; init; } = 16;

    /// <summary>Side of images where a model leaves it free; null for 224. Default: null.</summary>
    public int? Side { get; init; }

    /// <summary>Where channels are kept. Default: <see cref="ImageLayout.Auto"/>.</summary>
    public ImageLayout Layout { get; init; }

    /// <summary>How pixels become numbers; null for that of the data. Default: null.</summary>
    public Normalization? Normalization { get; init; }

    /// <summary>Most tokens of a text where a model leaves it free. Default: 128.</summary>
    public int SequenceLength { get; init; } = 128;

    /// <summary>
    /// Sizes of dimensions that models leave free, by name: that of the dimension, or that of the input and the dimension's number, as in <c>audio:1</c>.
    /// Default: none.
    /// </summary>
    public ValueDictionary<int> Sizes { get; init; } = ValueDictionary<int>.Empty;

    /// <summary>
    /// Whether the class of each sample is drawn at random, where a metric of a loss needs one and the data have none. Default: false.
    /// </summary>
    public bool HasRandomLabels { get; init; }

    /// <summary>Seed of noise. Default: 0.</summary>
    public long Seed { get; init; }

    /// <summary>The size given for a free dimension; null where none is.</summary>
    internal int? SizeOf(ModelInput input, int dimension) =>
        Sizes.TryGetValue($"{input.Name}:{dimension}", out var own) ? own
        : input.DimensionNames[dimension] is { Length: > 0 } name && Sizes.TryGetValue(name, out var size) ? size
        : null;

    internal int FreeSide => Side ?? 224;
}
