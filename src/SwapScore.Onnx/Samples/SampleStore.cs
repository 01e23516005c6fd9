using System.Collections.Concurrent;
using SwapScore.Onnx.Models;

namespace SwapScore.Onnx.Samples;

/// <summary>Sources of samples in memory, by the fingerprints of what they feed to models. Safe for concurrent calls.</summary>
internal sealed class SampleStore : ISampleStore
{
    private readonly ConcurrentDictionary<string, SampleSource> _sources = new(StringComparer.Ordinal);

    /// <summary>Adds the samples of a source for a model. Models whose inputs are equal share a fingerprint.</summary>
    /// <param name="source">Gives the samples.</param>
    /// <param name="model">The model they are for.</param>
    /// <returns>The fingerprint of what the model is fed, for requests.</returns>
    /// <exception cref="SwapScoreException">The samples do not suit the model's inputs, however these are read.</exception>
    public string Add(SampleSource source, OnnxModel model)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(model);
        var fingerprint = First(source, model).Fingerprint;
        _sources.TryAdd(fingerprint, source);
        return fingerprint;
    }

    /// <inheritdoc/>
    public ValueTask<SampleSource?> FindAsync(string fingerprint, CancellationToken cancellation = default) =>
        ValueTask.FromResult(_sources.GetValueOrDefault(fingerprint));

    /// <summary>The samples under the first reading of the inputs' dimensions that they suit.</summary>
    private static ModelSamples First(SampleSource source, OnnxModel model)
    {
        SwapScoreException? refused = null;
        foreach (var reading in model.Readings)
            try
            {
                return source.For(reading);
            }
            catch (SwapScoreException fault)
            {
                refused ??= fault;
            }

        throw refused!;
    }
}
