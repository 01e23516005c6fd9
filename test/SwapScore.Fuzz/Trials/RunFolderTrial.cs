using SwapScore.Randomness;

namespace SwapScore.Fuzz.Trials;

/// <summary>A changed file in the folder of a finished run, which is then resumed: refused, or the result is that of the run.</summary>
internal sealed class RunFolderTrial(RunLine line) : ITrial
{
    private static readonly string[] Changed = ["config.json", "history.jsonl", "results.jsonl", "rows.csv", "environment.json", "result.json"];

    public string Name => $"changed folder of: {line.Name}";

    public async Task<string?> RunAsync(string folder, RandomSequence draw)
    {
        var arguments = line.Arguments(folder);
        var whole = await Command.RunAsync(arguments).ConfigureAwait(false);
        if (Command.Judge(whole) is { } fault) return fault;
        var files = Directory.EnumerateFiles(RunLine.FolderIn(folder), "*", SearchOption.AllDirectories)
            .Where(path => Changed.Contains(Path.GetFileName(path))).Order(StringComparer.Ordinal).ToList();
        var file = files[draw.Next(files.Count)];
        await File.WriteAllBytesAsync(file, Mutator.Mutate(await File.ReadAllBytesAsync(file).ConfigureAwait(false), draw)).ConfigureAwait(false);
        var resumed = await Command.RunAsync([.. arguments, .. line.Again.Length > 0 && draw.Next(2) == 0 ? ["--repair"] : line.Again]).ConfigureAwait(false);
        return Command.Judge(resumed)
            ?? (resumed!.Code == whole!.Code && resumed.Output != whole.Output ? $"another result after a change of {Path.GetFileName(file)}" : null);
    }
}
