using SwapScore.Evaluation;

namespace SwapScore.Workflows.Remote;

/// <summary>Requests that a service has lent to a worker.</summary>
/// <param name="Id">Names the lease at the service.</param>
/// <param name="Length">How long the service waits for a report before it gives the requests to others.</param>
/// <param name="Requests">The requests.</param>
internal sealed record WorkLease(string Id, TimeSpan Length, IReadOnlyList<EvaluationRequest> Requests);
