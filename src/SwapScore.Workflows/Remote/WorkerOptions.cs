using SwapScore.Data.Published;
using SwapScore.Values;

namespace SwapScore.Workflows.Remote;

/// <summary>How a machine works for scoring services.</summary>
public sealed record WorkerOptions
{
    /// <summary>Where the services are, for example <c>http://127.0.0.1:5080</c>; at least one. It works for all of them.</summary>
    public required ValueList<Uri> Services { get; init; }

    /// <summary>Their token; null for none. Default: null.</summary>
    public string? Token { get; init; }

    /// <summary>Number of threads, at least 1; results do not depend on it. Default: one per core.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Folder of batches, which several workers may share; it is made where it is missing. Default: <c>batches</c> in the user's folder for caches.</summary>
    public string Folder { get; init; } = Path.Combine(DataFolder.StandardPath, "batches");

    /// <summary>Most bytes of batches in the folder; the newest is kept whatever its size. Default: 8 GiB.</summary>
    public long DiskBytes { get; init; } = 8L << 30;

    /// <summary>Most bytes of batches in memory; the newest is held whatever its size. Default: 1 GiB.</summary>
    public long MemoryBytes { get; init; } = 1L << 30;

    /// <summary>How long a service may not answer before the worker ends. Default: 10 minutes.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Checks all settings.</summary>
    /// <exception cref="UsageException">Some are out of range; the message names all of them.</exception>
    public WorkerOptions Validated()
    {
        (bool Holds, string Otherwise)[] rules =
        [
            (Services.Count > 0, "no service is named"),
            (Threads >= 1, $"threads are at least 1, not {Threads}"),
            (Folder.Length > 0, "the folder has no name"),
            (DiskBytes >= 0, $"the folder has at least 0 bytes, not {DiskBytes}"),
            (MemoryBytes >= 0, $"batches in memory have at least 0 bytes, not {MemoryBytes}"),
            (Patience > TimeSpan.Zero, $"the patience is longer than 0, not {Patience}"),
        ];
        var broken = rules.Where(rule => !rule.Holds).Select(rule => rule.Otherwise).ToList();
        return broken.Count == 0 ? this : throw new UsageException(string.Join("; ", broken));
    }
}
