using System.Collections.Concurrent;
using SwapScore.Onnx.Models;
using SwapScore.Onnx.Samples;

namespace SwapScore.Onnx;

/// <summary>
/// What requests for models name: files by the hash of their content, samples by the fingerprint of what they feed. Safe for
/// concurrent calls.
/// </summary>
/// <param name="standard">Gives the samples where no others are named.</param>
/// <param name="read">Reads a file; null, the default, for <see cref="ReadModel.Read"/>.</param>
internal sealed class HeldModels(SampleSource standard, Func<string, ReadModel>? read = null)
{
    private readonly WaitingModels _waiting = new(read ?? ReadModel.Read);
    private readonly ConcurrentDictionary<string, string> _paths = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, SampleSource> _samples = new(StringComparer.Ordinal);

    /// <summary>Finds the file of a model that is not held yet, by the hash of its content; null for nobody.</summary>
    public Func<string, CancellationToken, ValueTask<string?>>? Find { get; init; }

    /// <summary>
    /// Holds a model and what it is fed. Of two files of the same content the first is kept, and models whose inputs are equal
    /// share a fingerprint.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="samples">Gives the samples; null for the standard ones.</param>
    /// <returns>The hash of its content, and the fingerprint of what it is fed.</returns>
    /// <exception cref="SwapScoreException">
    /// The file is missing, no model, or of a kind that cannot be scored; or the samples do not suit it, however its inputs are
    /// read.
    /// </exception>
    public (string Content, string Fingerprint) Add(string path, SampleSource? samples = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        var source = samples ?? standard;
        return _waiting.Look(path, model =>
        {
            var fingerprint = First(source, model.Model).Fingerprint;
            _samples.TryAdd(fingerprint, source);
            _paths.TryAdd(model.Content, path);
            return (model.Content, fingerprint);
        });
    }

    /// <summary>Trainable parameters of a model that is about to be held; null where its file cannot be read.</summary>
    /// <param name="path">The file.</param>
    public long? ParametersOf(string path)
    {
        try
        {
            return _waiting.Look(path, model => model.Model.Parameters);
        }
        catch (InputException)
        {
            return null;
        }
    }

    /// <summary>A model for its run, which may change it.</summary>
    /// <param name="content">The hash of its content.</param>
    /// <param name="path">Its file.</param>
    /// <exception cref="InputException">The file has to be read again, and cannot be.</exception>
    public OnnxModel Take(string content, string path) => _waiting.Take(content, path);

    /// <summary>Lets go of the models that were read and not run; their files are read again when they are.</summary>
    public void Forget() => _waiting.Forget();

    /// <summary>The file of a model; null where there is none.</summary>
    /// <param name="content">The hash of its content.</param>
    /// <param name="cancellation">Stops the search.</param>
    public async ValueTask<string?> PathOfAsync(string content, CancellationToken cancellation)
    {
        if (_paths.TryGetValue(content, out var path)) return path;
        if (Find is null || await Find(content, cancellation).ConfigureAwait(false) is not { } found) return null;
        return Add(found).Content == content ? found : throw new InputException($"{found} is not the model {content}", "its content has changed since it was asked for");
    }

    /// <summary>The source of samples of this fingerprint; null where there is none.</summary>
    /// <param name="fingerprint">That of what a model is fed.</param>
    public SampleSource? SamplesOf(string fingerprint) => _samples.GetValueOrDefault(fingerprint);

    /// <summary>The file name of a model that is held, for messages.</summary>
    /// <param name="content">The hash of its content.</param>
    public string? NameOf(string content) => Path.GetFileName(_paths.GetValueOrDefault(content));

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
