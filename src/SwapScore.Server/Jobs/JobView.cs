using System.Text.Json.Nodes;

namespace SwapScore.Server.Jobs;

/// <summary>What clients see of a job.</summary>
/// <param name="Id">Its name, such as <c>job-7</c>.</param>
/// <param name="State">Where it is.</param>
/// <param name="Submitted">When it came, UTC.</param>
/// <param name="Request">What was asked for, as it came.</param>
internal sealed record JobView(string Id, JobState State, DateTimeOffset Submitted, JsonObject Request)
{
    /// <summary>When it was begun last, UTC.</summary>
    public DateTimeOffset? Started { get; init; }

    /// <summary>When it ended, UTC.</summary>
    public DateTimeOffset? Ended { get; init; }

    /// <summary>Architectures finished, including those of before an interruption.</summary>
    public int Done { get; init; }

    /// <summary>Architectures in all; 0 while that is unknown.</summary>
    public int Total { get; init; }

    /// <summary>What else is worth showing of its progress, such as the best so far.</summary>
    public string? Doing { get; init; }

    /// <summary>Seconds until it ends at the speed so far.</summary>
    public double? SecondsLeft { get; init; }

    /// <summary>What it had to say.</summary>
    public IReadOnlyList<Workflows.Sessions.Note> Notes { get; init; } = [];

    /// <summary>Why it failed.</summary>
    public JobFault? Fault { get; init; }
}
