using SwapScore.Evaluation;
using SwapScore.Workflows.Remote;

namespace SwapScore.Server.Leases;

/// <summary>Requests that workers may take a part of.</summary>
/// <param name="Work">The requests.</param>
/// <param name="Batches">The samples they name.</param>
internal sealed record OpenWork(SharedWork Work, IBatchStore Batches)
{
    /// <summary>Workers that cannot compute it, and why.</summary>
    public Dictionary<string, string> Refusals { get; } = new(StringComparer.Ordinal);
}
