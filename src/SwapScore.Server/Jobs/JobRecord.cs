using System.Text.Json.Nodes;

namespace SwapScore.Server.Jobs;

/// <summary>What is kept of a job for good.</summary>
/// <param name="Id">Its name, such as <c>job-7</c>.</param>
/// <param name="Request">What was asked for, as it came.</param>
/// <param name="State">Where it is.</param>
/// <param name="Submitted">When it came, UTC.</param>
internal sealed record JobRecord(string Id, JsonObject Request, JobState State, DateTimeOffset Submitted)
{
    /// <summary>When it was begun last, UTC; null while it has not been.</summary>
    public DateTimeOffset? Started { get; init; }

    /// <summary>When it ended, UTC; null while it has not.</summary>
    public DateTimeOffset? Ended { get; init; }

    /// <summary>Why it failed; null where it did not.</summary>
    public JobFault? Fault { get; init; }
}
