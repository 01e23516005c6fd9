using SwapScore.Values;

namespace SwapScore.Evaluation;

/// <summary>
/// Everything a score depends on, as a small value that can be stored, compared and sent: an evaluation is a pure function of it. Equal requests have
/// equal scores.
/// </summary>
/// <param name="Space">Name of the search space; <c>onnx</c> for models in files.</param>
/// <param name="Architecture">
/// Canonical text of the architecture. A model in a file is named by its content, never by its path.
/// </param>
/// <param name="Options">Metrics and settings.</param>
/// <param name="BatchFingerprint">Fingerprint of the samples, as of <see cref="Data.Batch.Fingerprint"/>.</param>
public sealed record EvaluationRequest(string Space, string Architecture, EvaluationOptions Options, string BatchFingerprint)
{
    /// <summary>Number of the form that is hashed; it changes with every field that is added.</summary>
    private const int SchemaVersion = 1;

    /// <summary>Name of the task, or null for the first one of the space. Default: null.</summary>
    public string? Task { get; init; }

    /// <summary>
    /// SHA-256 of all fields, 64 hexadecimal digits: the same in every process, culture and version of the runtime, and equal where the requests are
    /// equal. It is the key of caches.
    /// </summary>
    public string ContentHash
    {
        get
        {
            using var hash = new ContentHasher("request", SchemaVersion);
            AddTo(hash);
            return hash.Finish();
        }
    }

    internal void AddTo(ContentHasher hash)
    {
        hash.Add(Space).Add(Architecture).Add(BatchFingerprint).Add(Task);
        hash.Add(EvaluationOptions.SchemaVersion);
        Options.AddTo(hash);
    }
}
