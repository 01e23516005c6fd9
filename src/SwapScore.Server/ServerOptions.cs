using System.Net;

namespace SwapScore.Server;

/// <summary>How a scoring service runs.</summary>
public sealed record ServerOptions
{
    private static readonly TimeSpan LeastLease = TimeSpan.FromSeconds(.5);

    /// <summary>Address and port it listens on; port 0 takes a free one. Default: <c>127.0.0.1:5080</c>.</summary>
    public IPEndPoint Listen { get; init; } = new(IPAddress.Loopback, 5080);

    /// <summary>Folder of its jobs and of files that clients send; it is made where it is missing. Default: <c>server</c>.</summary>
    public string Folder { get; init; } = "server";

    /// <summary>What clients have to send as <c>Authorization: Bearer TOKEN</c>; null for nothing, which only a loopback address allows. Default: null.</summary>
    public string? Token { get; init; }

    /// <summary>Number of threads of a job, at least 1; results do not depend on it. Default: one per core.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Whether workers that join compute everything, and this machine nothing; without any, jobs wait. Default: false, so that both compute.</summary>
    public bool LeavesAllToWorkers { get; init; }

    /// <summary>How long a worker may say nothing before others get its evaluations, at least 0.5 seconds. Default: 10 seconds.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Database where servers that share their jobs find each other, as <c>postgres://user:password@host:port/database</c>; <see cref="Folder"/> is then one that
    /// all of them see. Null for a service that is alone. Default: null.
    /// </summary>
    public string? Cluster { get; init; }

    /// <summary>Address and port where other servers of the cluster reach this one; null for a free port at the address it listens on. Default: null.</summary>
    public IPEndPoint? Silo { get; init; }

    /// <summary>Number of jobs that run at a time, at least 1. Default: 2, so that a short one need not wait for a long one.</summary>
    public int RunningJobs { get; init; } = 2;

    /// <summary>Number of jobs that may wait, at least 1; further ones are refused until some are done. Default: 1,000.</summary>
    public int WaitingJobs { get; init; } = 1_000;

    /// <summary>Most bytes of a file that a client sends. Default: 2 GiB.</summary>
    public long FileBytes { get; init; } = 2L << 30;

    /// <summary>Whether lines of the log are JSON objects, for programs. Default: false, lines for people.</summary>
    public bool LogsJson { get; init; }

    /// <summary>Checks all settings.</summary>
    /// <exception cref="UsageException">Some are out of range; the message names all of them.</exception>
    public ServerOptions Validated()
    {
        const int LeastTokenLength = 16;
        (bool Holds, string Otherwise)[] rules =
        [
            (Token is not null || IPAddress.IsLoopback(Listen.Address), $"{Listen} is reachable from other machines, so clients need a token"),
            (Token is null or { Length: >= LeastTokenLength }, $"a token has at least {LeastTokenLength} characters"),
            (Folder.Length > 0, "the folder has no name"),
            (Threads >= 1, $"threads are at least 1, not {Threads}"),
            (Lease >= LeastLease, $"a lease has at least {LeastLease.TotalSeconds} seconds, not {Lease.TotalSeconds}"),
            (RunningJobs >= 1, $"running jobs are at least 1, not {RunningJobs}"),
            (WaitingJobs >= 1, $"waiting jobs are at least 1, not {WaitingJobs}"),
            (FileBytes >= 1, $"files have at least 1 byte, not {FileBytes}"),
        ];
        var broken = rules.Where(rule => !rule.Holds).Select(rule => rule.Otherwise).ToList();
        return broken.Count == 0 ? this : throw new UsageException(string.Join("; ", broken));
    }
}
