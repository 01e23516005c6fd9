namespace SwapScore.Server.Leases;

/// <summary>A worker as the service knows it.</summary>
/// <param name="name">Its name.</param>
/// <param name="threads">Number of its threads.</param>
/// <param name="joined">When it came, UTC.</param>
internal sealed class JoinedWorker(string name, int threads, DateTimeOffset joined)
{
    /// <summary>Its name.</summary>
    public string Name => name;

    /// <summary>Number of its threads.</summary>
    public int Threads => threads;

    /// <summary>When it came, UTC.</summary>
    public DateTimeOffset Joined { get; } = joined;

    /// <summary>What evaluations have taken it.</summary>
    public MeasuredCosts Costs { get; } = new();

    /// <summary>When it was heard of last, UTC.</summary>
    public DateTimeOffset Seen { get; set; } = joined;

    /// <summary>Number of its results that counted.</summary>
    public long Evaluations { get; set; }
}
