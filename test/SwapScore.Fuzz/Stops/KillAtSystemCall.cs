using System.Globalization;
using SwapScore.Fuzz.Trials;
using SwapScore.Randomness;

namespace SwapScore.Fuzz.Stops;

/// <summary>SIGKILL at a random one of the system calls that open, lock, write, sync or rename files; strace counts them.</summary>
internal sealed class KillAtSystemCall : IStop
{
    // A little more than the most that one thread of a run makes of each.
    private static readonly (string Name, int Most)[] Calls =
        [("openat", 320), ("pwrite64", 40), ("flock", 24), ("ftruncate", 10), ("fsync", 8), ("rename", 8), ("unlink", 6), ("mkdir", 2)];

    public string Name => "killed at a system call";

    public string? Hindrance { get; } = CommandProcess.IsInstalled("strace") ? null : "strace is not installed";

    public async Task<string?> RunAsync(string[] arguments, string folder, TimeSpan usual, RandomSequence draw)
    {
        var (call, most) = Calls[draw.Next(Calls.Length)];
        var inject = string.Create(CultureInfo.InvariantCulture, $"inject={call}:signal=KILL:when={1 + draw.Next(most)}");
        using var process = CommandProcess.Start(arguments, "strace", "-f", "--seccomp-bpf", "-qqq", "-o", "/dev/null", "-e", $"trace={call}", "-e", inject);
        await CommandProcess.FinishAsync(process).ConfigureAwait(false);
        return null;
    }
}
