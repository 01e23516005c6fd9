using SwapScore.Randomness;

namespace SwapScore.Fuzz.Trials;

/// <summary>A changed file in the folder of a finished run, which is then resumed: refused, or the result is that of the run.</summary>
/// <param name="what">What is run.</param>
/// <param name="line">Its command line in a folder.</param>
internal sealed class RunFolderTrial(string what, Func<string, string[]> line) : ITrial
{
    private static readonly string[] Changed = ["config.json", "history.jsonl", "results.jsonl", "rows.csv", "environment.json", "result.json"];

    public string Name => $"changed folder of a {what}";

    public async Task<string?> RunAsync(string folder, RandomSequence draw)
    {
        var arguments = line(folder);
        var whole = await Command.RunAsync(arguments).ConfigureAwait(false);
        if (Command.Judge(whole) is { } fault) return fault;
        var files = Changed.Select(name => Path.Combine(folder, "run", name)).Where(File.Exists).ToList();
        var file = files[draw.Next(files.Count)];
        await File.WriteAllBytesAsync(file, Mutator.Mutate(await File.ReadAllBytesAsync(file).ConfigureAwait(false), draw)).ConfigureAwait(false);
        var resumed = await Command.RunAsync([.. arguments, draw.Next(2) == 0 ? "--resume" : "--repair"]).ConfigureAwait(false);
        return Command.Judge(resumed)
            ?? (resumed!.Code == whole!.Code && resumed.Output != whole.Output ? $"another result after a change of {Path.GetFileName(file)}" : null);
    }
}
