namespace SwapScore.Onnx.Samples;

/// <summary>
/// Finds the samples a request names by their fingerprint, so that one evaluator feeds many models and many batches. Behind it may be memory, a disk or a
/// network. Implementations are safe for concurrent calls.
/// </summary>
public interface ISampleStore
{
    /// <summary>The source whose samples have this fingerprint; null where the store has none.</summary>
    /// <param name="fingerprint">That of what the model of the request is fed, as <see cref="OnnxRequests"/> puts it into requests.</param>
    /// <param name="cancellation">Stops the search.</param>
    ValueTask<SampleSource?> FindAsync(string fingerprint, CancellationToken cancellation = default);
}
