using SwapScore.Randomness;

namespace SwapScore.Fuzz.Trials;

/// <summary>Two processes that want one folder: one has it, the other is refused, or replaces what the first has left.</summary>
internal sealed class PairTrial(RunLine line) : ITrial
{
    public string Name => $"two of a {line.Name} in one folder";

    public async Task<string?> RunAsync(string folder, RandomSequence draw)
    {
        var arguments = line.Arguments(folder);
        using var first = CommandProcess.Start([.. arguments, "--force"]);
        var one = CommandProcess.FinishAsync(first);
        await Task.Delay(draw.Next(800)).ConfigureAwait(false);
        using var second = CommandProcess.Start([.. arguments, "--force"]);
        var two = CommandProcess.FinishAsync(second);
        var ends = new[] { await one.ConfigureAwait(false), await two.ConfigureAwait(false) };
        if (ends.FirstOrDefault(end => end.Code is not (0 or 2)) is { Error: not null } odd) return $"exit code {odd.Code}: {odd.Error}";
        var done = ends.Where(end => end.Code == 0).ToList();
        if (done.Count == 0) return $"neither of two had the folder: {ends[0].Error}";
        using var last = CommandProcess.Start([.. arguments, .. line.Again]);
        var resumed = await CommandProcess.FinishAsync(last).ConfigureAwait(false);
        return resumed.Code != 0 ? $"exit code {resumed.Code} when resumed: {resumed.Error}"
            : done.Any(end => end.Output != resumed.Output) ? "another result when resumed"
            : null;
    }
}
