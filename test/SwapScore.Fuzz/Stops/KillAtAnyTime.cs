using SwapScore.Fuzz.Trials;
using SwapScore.Randomness;

namespace SwapScore.Fuzz.Stops;

/// <summary>SIGKILL after a random time.</summary>
internal sealed class KillAtAnyTime : IStop
{
    public string Name => "killed at any time";

    public string? Hindrance => null;

    public async Task<string?> RunAsync(string[] arguments, string folder, TimeSpan usual, RandomSequence draw)
    {
        using var process = CommandProcess.Start(arguments);
        var reading = CommandProcess.FinishAsync(process);
        await Task.WhenAny(reading, Task.Delay(usual * (draw.Next(1000) / 900.0))).ConfigureAwait(false);
        if (!process.HasExited) process.Kill();
        await reading.ConfigureAwait(false);
        return null;
    }
}
