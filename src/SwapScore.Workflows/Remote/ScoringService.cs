using SwapScore.Workflows.Composition;

namespace SwapScore.Workflows.Remote;

/// <summary>How sessions have a scoring service evaluate, the jobs it keeps, and what it and its clients agree on.</summary>
public static class ScoringService
{
    /// <summary>Address of evaluations: requests come as lines of JSON, results go back the same way and in their order.</summary>
    public const string Evaluations = "/api/v1/evaluations";

    /// <summary>Address of batches, which a <c>/</c> and the fingerprint follow.</summary>
    public const string Batches = "/api/v1/batches";

    /// <summary>Address of leases, where workers take requests and report results.</summary>
    public const string Leases = "/api/v1/leases";

    /// <summary>Media type of lines of JSON.</summary>
    public const string LinesType = "application/x-ndjson";

    /// <summary>Header that says the version of the client: scores are promised per version, so both must have the same.</summary>
    public const string VersionHeader = "SwapScore-Version";

    /// <summary>Header that names a worker.</summary>
    public const string WorkerHeader = "SwapScore-Worker";

    /// <summary>Header that says how many threads a worker has.</summary>
    public const string ThreadsHeader = "SwapScore-Threads";

    /// <summary>Header that names a lease.</summary>
    public const string LeaseHeader = "SwapScore-Lease";

    /// <summary>Header that says how many seconds a worker may say nothing before others get the requests of its lease.</summary>
    public const string LeaseSecondsHeader = "SwapScore-Lease-Seconds";

    /// <summary>The same sessions with evaluation by services. Samples, tables, run folders and results stay here, and are the same bytes.</summary>
    /// <param name="workflows">The parts of the product.</param>
    /// <param name="addresses">Where the services are, for example <c>http://127.0.0.1:5080</c>; several share the work.</param>
    /// <param name="token">Their token; null for none.</param>
    public static WorkflowContext At(this WorkflowContext workflows, IReadOnlyList<Uri> addresses, string? token = null)
    {
        ArgumentNullException.ThrowIfNull(workflows);
        ArgumentNullException.ThrowIfNull(addresses);
        return addresses.Count == 0
            ? throw new UsageException("no scoring service is named", "for example http://127.0.0.1:5080")
            : workflows with { CreateEvaluator = (batches, _) => new RemoteEvaluator([.. addresses.Select(address => new ServiceClient(address, token))], batches, workflows.Clock) };
    }

    /// <summary>The jobs that a scoring service keeps.</summary>
    /// <param name="workflows">The parts of the product.</param>
    /// <param name="address">Where the service is, for example <c>http://127.0.0.1:5080</c>.</param>
    /// <param name="token">Its token; null for none.</param>
    public static ServiceJobs JobsAt(this WorkflowContext workflows, Uri address, string? token = null)
    {
        ArgumentNullException.ThrowIfNull(workflows);
        ArgumentNullException.ThrowIfNull(address);
        return new ServiceJobs(new ServiceConnection(address, token), workflows.Clock);
    }
}
