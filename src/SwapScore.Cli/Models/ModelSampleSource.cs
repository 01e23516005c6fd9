using SwapScore.Data;
using SwapScore.Onnx.Samples;
using SwapScore.Spaces;

namespace SwapScore.Cli.Models;

/// <summary>Finds the samples for models by what a user names.</summary>
internal static class ModelSampleSource
{
    /// <param name="request">What is named, and how texts become tokens.</param>
    /// <param name="options">How samples are prepared.</param>
    public static ISampleSource Of(SampleRequest request, SampleOptions options)
    {
        if (request.Data == DataSource.GaussianNoise) return new NoiseSamples(options);
        if (ArraySamples.Takes(request.Data)) return new ArraySamples(request.Data, options.Count);
        var images = new Dictionary<int, ImageSet>();
        return new RealSamples(
            request.Data == DataSource.BuiltIn ? request.Data : Path.GetFileName(Path.TrimEndingDirectorySeparator(request.Data)),
            side => images.TryGetValue(side, out var known) ? known : images[side] = Samples.ReadImages(request.Data, options.Count, side),
            length => Samples.ReadTokens(request with { SequenceLength = length }),
            options);
    }

    /// <summary>What is asked for, apart from any task.</summary>
    public static SampleRequest Request(string data, SampleOptions options, string? vocabulary) =>
        new(data, options.Count, options.Side, SearchSpaces.All[0].Tasks[0]) { Vocabulary = vocabulary, SequenceLength = options.SequenceLength };
}
