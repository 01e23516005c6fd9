using SwapScore.Evaluation;

namespace SwapScore.Workflows.Remote;

/// <summary>Requests that one service holds.</summary>
/// <param name="Indexes">Their places among all requests.</param>
/// <param name="Requests">The requests, in the same order.</param>
/// <param name="Taken">When they were taken, as a timestamp of the clock.</param>
/// <param name="LeaseSeconds">After how many seconds others may take them, too.</param>
internal sealed record WorkPiece(int[] Indexes, EvaluationRequest[] Requests, long Taken, double LeaseSeconds);
