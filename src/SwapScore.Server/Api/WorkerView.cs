namespace SwapScore.Server.Api;

/// <summary>What clients see of a worker.</summary>
/// <param name="Name">Its name: machine, process, and a few random digits.</param>
/// <param name="Threads">Number of its threads.</param>
/// <param name="Joined">When it came, UTC.</param>
/// <param name="Seen">When it was heard of last, UTC.</param>
/// <param name="Leases">Number of leases it has now.</param>
/// <param name="Evaluations">Number of its results that counted.</param>
internal sealed record WorkerView(string Name, int Threads, DateTimeOffset Joined, DateTimeOffset Seen, int Leases, long Evaluations);
