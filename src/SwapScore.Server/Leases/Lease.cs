using SwapScore.Workflows.Remote;

namespace SwapScore.Server.Leases;

/// <summary>Requests that a worker has.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Open">What the requests are a part of.</param>
/// <param name="Piece">The requests.</param>
/// <param name="Worker">Who has them.</param>
internal sealed record Lease(string Id, OpenWork Open, WorkPiece Piece, JoinedWorker Worker);
