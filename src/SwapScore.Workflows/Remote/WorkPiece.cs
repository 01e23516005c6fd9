using SwapScore.Evaluation;

namespace SwapScore.Workflows.Remote;

/// <summary>Requests of a <see cref="SharedWork"/> that one machine holds.</summary>
public sealed class WorkPiece
{
    internal WorkPiece(int[] indexes, EvaluationRequest[] requests, long taken, TimeSpan lease) =>
        (Indexes, Requests, Taken, Renewed, Lease) = (indexes, requests, taken, taken, lease);

    /// <summary>Their places among all requests.</summary>
    public IReadOnlyList<int> Indexes { get; }

    /// <summary>The requests, in the same order.</summary>
    public IReadOnlyList<EvaluationRequest> Requests { get; }

    /// <summary>When they were taken, as a timestamp of the clock.</summary>
    public long Taken { get; }

    /// <summary>After how long others may take them, too, unless it is renewed.</summary>
    public TimeSpan Lease { get; }

    /// <summary>When the lease began last.</summary>
    internal long Renewed { get; set; }
}
