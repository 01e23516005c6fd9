using SwapScore.Data;
using SwapScore.Onnx.Samples;
using SwapScore.Spaces;

namespace SwapScore.Workflows.Samples;

/// <summary>Finds the samples for models by what a user names.</summary>
internal static class ModelSampleSource
{
    /// <summary>Finds samples by name.</summary>
    /// <param name="data">Photographs, texts, numbers, <c>natural32</c> or <c>noise</c>.</param>
    /// <param name="options">How samples are prepared.</param>
    /// <param name="vocabulary">Path of a vocabulary for texts; null for the hashing tokenizer.</param>
    /// <exception cref="InputException">There is nothing of the name, or a file of numbers is damaged.</exception>
    public static SampleSource Find(string data, SampleOptions options, string? vocabulary = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        var request = Request(data, options, vocabulary);
        if (request.Data == DataSource.GaussianNoise) return SampleSource.Noise(options);
        if (request.Data != DataSource.BuiltIn && !File.Exists(request.Data) && !Directory.Exists(request.Data))
            throw new InputException($"there is no file or folder {request.Data}", "samples are photographs, texts, numbers (.npy, .npz, .pb, .raw), natural32 or noise");
        if (SampleSource.CanRead(request.Data)) return SampleSource.FromFile(request.Data, options.Count, options.HasRandomLabels);
        var images = new Dictionary<int, ImageSet>();
        return SampleSource.Real(
            request.Data == DataSource.BuiltIn ? request.Data : Path.GetFileName(Path.TrimEndingDirectorySeparator(request.Data)),
            side => images.TryGetValue(side, out var known) ? known : images[side] = SampleReader.ReadImages(request.Data, options.Count, side),
            length => SampleReader.ReadTokens(request with { SequenceLength = length }),
            options);
    }

    // The task plays no part: models say themselves what they take.
    private static SampleRequest Request(string data, SampleOptions options, string? vocabulary) =>
        new(data, options.Count, options.Side, SearchSpaces.All[0].Tasks[0]) { Vocabulary = vocabulary, SequenceLength = options.SequenceLength };
}
