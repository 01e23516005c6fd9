using System.Diagnostics;
using SwapScore.Randomness;

namespace SwapScore.Fuzz.Trials;

/// <summary>A run that is killed some times at any moment and then resumed: its result is that of an uninterrupted one.</summary>
/// <param name="what">What is run.</param>
/// <param name="line">Its command line in a folder.</param>
internal sealed class KillTrial(string what, Func<string, string[]> line) : ITrial
{
    private const int MostKills = 3;

    public string Name => $"killed {what}";

    public async Task<string?> RunAsync(string folder, RandomSequence draw)
    {
        var (reference, killed) = (Directory.CreateDirectory(Path.Combine(folder, "whole")).FullName, Directory.CreateDirectory(Path.Combine(folder, "killed")).FullName);
        var watch = Stopwatch.StartNew();
        using var first = CommandProcess.Start(line(reference));
        var whole = await CommandProcess.FinishAsync(first).ConfigureAwait(false);
        var length = watch.ElapsedMilliseconds;
        if (whole.Code != 0) return $"exit code {whole.Code}: {whole.Error}";
        for (var kills = 1 + draw.Next(MostKills); kills > 0; kills--)
        {
            using var process = CommandProcess.Start([.. line(killed), "--resume"]);
            var reading = CommandProcess.FinishAsync(process);
            await Task.WhenAny(reading, Task.Delay((int)(length * draw.Next(1000) / 900))).ConfigureAwait(false);
            if (!process.HasExited) process.Kill();
            await reading.ConfigureAwait(false);
        }

        using var last = CommandProcess.Start([.. line(killed), "--resume"]);
        var resumed = await CommandProcess.FinishAsync(last).ConfigureAwait(false);
        return resumed.Code != 0 ? $"exit code {resumed.Code} after a kill: {resumed.Error}"
            : resumed.Output != whole.Output ? "another result after a kill"
            : null;
    }
}
