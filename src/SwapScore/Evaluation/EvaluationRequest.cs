namespace SwapScore.Evaluation;

/// <summary>
/// Everything a score depends on, as a small value that can be stored, compared and sent: an evaluation is a pure function of it.
/// </summary>
/// <param name="Space">Name of the search space.</param>
/// <param name="Architecture">Canonical text of the architecture.</param>
/// <param name="Options">Metrics and settings.</param>
/// <param name="BatchFingerprint">Fingerprint of the samples.</param>
public sealed record EvaluationRequest(string Space, string Architecture, EvaluationOptions Options, string BatchFingerprint)
{
    /// <summary>Name of the task, or null for the first one of the space. Default: null.</summary>
    public string? Task { get; init; }
}
