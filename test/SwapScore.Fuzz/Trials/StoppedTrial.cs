using System.Diagnostics;
using SwapScore.Fuzz.Stops;
using SwapScore.Randomness;

namespace SwapScore.Fuzz.Trials;

/// <summary>A run that is stopped some times and then goes on: its result is that of an uninterrupted one.</summary>
internal sealed class StoppedTrial(RunLine line, IStop stop) : ITrial
{
    private const int MostStops = 3;

    private (string Output, TimeSpan Length)? _whole;

    public string Name => $"{line.Name} {stop.Name}";

    /// <summary>Whether it can be tried on this machine.</summary>
    public bool IsPossible => stop.Hindrance is null;

    public async Task<string?> RunAsync(string folder, RandomSequence draw)
    {
        if (_whole is not { } whole)
        {
            var watch = Stopwatch.StartNew();
            using var first = CommandProcess.Start(line.Arguments(Directory.CreateDirectory(Path.Combine(folder, "whole")).FullName));
            var end = await CommandProcess.FinishAsync(first).ConfigureAwait(false);
            if (end.Code != 0) return $"exit code {end.Code}: {end.Error}";
            _whole = whole = (end.Output, watch.Elapsed);
        }

        var stopped = Directory.CreateDirectory(Path.Combine(folder, "stopped")).FullName;
        string[] arguments = [.. line.Arguments(stopped), .. line.Again];
        for (var stops = 1 + draw.Next(MostStops); stops > 0; stops--)
            if (await stop.RunAsync(arguments, RunLine.FolderIn(stopped), whole.Length, draw).ConfigureAwait(false) is { } what)
                return what;

        using var last = CommandProcess.Start(arguments);
        var resumed = await CommandProcess.FinishAsync(last).ConfigureAwait(false);
        return resumed.Code != 0 ? $"exit code {resumed.Code} after a stop: {resumed.Error}"
            : resumed.Output != whole.Output ? "another result after a stop"
            : null;
    }
}
