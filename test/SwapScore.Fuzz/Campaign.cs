using System.Diagnostics;
using SwapScore.Fuzz.Formats;
using SwapScore.Fuzz.Stops;
using SwapScore.Fuzz.Trials;
using SwapScore.Randomness;

namespace SwapScore.Fuzz;

/// <summary>
/// Tries all attacks in turn until the time is over. Case n of a seed is the same attack on every machine; how many cases a run reaches depends on the
/// machine.
/// </summary>
/// <param name="folder">Where files go; those of cases with a finding stay.</param>
/// <param name="seed">Seed of all cases.</param>
internal sealed class Campaign(string folder, long seed)
{
    private const int MostFindings = 20;

    // Attacks on processes take as long as a hundred files.
    private const int FilesPerProcess = 30;

    private readonly List<Finding> _findings = [];
    private readonly Dictionary<string, int> _counts = [];

    /// <returns>The exit code: 0 without findings.</returns>
    public async Task<int> RunAsync(int from, TimeSpan time)
    {
        RunLine[] runs = [Lines.Search, Lines.Study, Lines.Ablation];
        ITrial[] files = [.. FileFormats.All.Select(format => new FileTrial(format)), new DocumentTrial(), .. runs.Select(run => new RunFolderTrial(run))];
        IStop[] stops = [new KillAtAnyTime(), new KillAtSystemCall(), new FullDisk(), new SmallFiles()];
        foreach (var stop in stops)
            if (stop.Hindrance is { } why) Console.WriteLine($"not tried here, {stop.Name}: {why}");

        // Every way to stop a run comes early, each with another run.
        ITrial[] processes =
        [
            .. Enumerable.Range(0, stops.Length * runs.Length).Select(i => new StoppedTrial(runs[(i + i / stops.Length) % runs.Length], stops[i % stops.Length])),
            new PairTrial(Lines.Search), new PairTrial(Lines.Study),
        ];
        var watch = Stopwatch.StartNew();
        foreach (var format in FileFormats.All)
        {
            // A file that is refused as it is would say nothing when it is changed.
            if (await FileTrial.RunValidAsync(format, Directory.CreateDirectory(Path.Combine(folder, $"valid-{format.Name}")).FullName).ConfigureAwait(false) is { } what)
                _findings.Add(new Finding(-1, $"valid {format.Name}", what));
        }

        var number = from;
        for (; watch.Elapsed < time && _findings.Count < MostFindings; number++)
        {
            var trial = number % FilesPerProcess == FilesPerProcess - 1
                ? processes[number / FilesPerProcess % processes.Length]
                : files[number % files.Length];
            if (trial is StoppedTrial { IsPossible: false }) continue;
            await TryAsync(number, trial).ConfigureAwait(false);
        }

        foreach (var (name, count) in _counts.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            Console.WriteLine($"  {count,7} {name}");
        foreach (var finding in _findings)
            Console.WriteLine($"finding in case {finding.Case}, {finding.Trial}: {finding.What}");
        Console.WriteLine(
            $"fuzzing with seed {seed}: {_counts.Values.Sum()} cases from {from} on in {watch.Elapsed.TotalSeconds:0} s, {_findings.Count} findings{(_findings.Count > 0 ? $"; their files are in {folder}" : "")}");
        return _findings.Count == 0 ? 0 : 1;
    }

    private async Task TryAsync(int number, ITrial trial)
    {
        // A case that takes the process down leaves its files.
        var place = Directory.CreateDirectory(Path.Combine(folder, $"case-{number}")).FullName;
        _counts[trial.Name] = _counts.GetValueOrDefault(trial.Name) + 1;
        if (await trial.RunAsync(place, RandomKey.FromSeed(seed).Derive(RandomPurpose.Other, number).Draw()).ConfigureAwait(false) is { } what)
        {
            _findings.Add(new Finding(number, trial.Name, what));
            return;
        }

        Directory.Delete(place, recursive: true);
    }
}
