using System.Globalization;
using SwapScore.Data;
using SwapScore.Data.Text;
using SwapScore.Evaluation;
using SwapScore.Metrics;
using SwapScore.Networks;
using SwapScore.Randomness;
using SwapScore.Spaces;

namespace SwapScore.Bench;

/// <summary>
/// What each metric costs on the networks of every space: milliseconds of the processor, user time, of a whole evaluation of one metric with one initialization
/// on one thread, from text to score, of sampled networks as they are scored, for 16 samples of the first task; images of at most 64×64.
/// </summary>
internal static class MetricCostBench
{
    private const int Samples = 16;
    private const int Tokens = 64;

    // Larger images cost in proportion to their area.
    private const int MostSide = 64;
    private const int SmallSide = 16;

    private const int MostNetworks = 10;

    // About what a metric may take, so that slow ones are measured on few networks.
    private const double Milliseconds = 1500;

    /// <summary>Measures what a file does not hold yet, and writes all that it holds as a table.</summary>
    /// <param name="output">Takes the table.</param>
    /// <param name="path">The file: lines of space, metric, milliseconds; nothing where a metric has no value.</param>
    /// <param name="spaces">Names of spaces; none for all.</param>
    public static async Task RunAsync(TextWriter output, string path, IReadOnlyList<string> spaces)
    {
        if (spaces.Count == 0) spaces = [.. SearchSpaces.All.Where(space => space.VariantOf is null).Select(space => space.Name)];
        var times = File.Exists(path)
            ? File.ReadLines(path).Select(line => line.Split(',')).ToDictionary(parts => (parts[0], parts[1]), parts => parts[2])
            : [];

        foreach (var name in spaces)
        {
            var space = SearchSpaces.Find(name);
            var missing = Suiting(space).Where(metric => !times.ContainsKey((name, metric))).ToArray();
            if (missing.Length == 0) continue;

            // What is compiled at the first call counts for no metric.
            foreach (var metric in missing) await TimeAsync(space, metric, 1, isSmall: true);
            foreach (var metric in missing)
            {
                var first = await TimeAsync(space, metric, 1);
                var networks = Math.Clamp((int)(Milliseconds / (first ?? double.MaxValue)), 0, MostNetworks);
                var time = networks > 1 ? await TimeAsync(space, metric, networks) : first;
                var text = time is { } known ? known.ToString("F2", CultureInfo.InvariantCulture) : "";
                times[(name, metric)] = text;
                await File.AppendAllTextAsync(path, $"{name},{metric},{text}\n");
            }
        }

        var metrics = MetricCatalog.Standard.Descriptions.Select(metric => metric.Name).Where(metric => spaces.Any(space => times.ContainsKey((space, metric))));
        output.WriteLine($"| metric | {string.Join(" | ", spaces)} |\n|---|{string.Concat(spaces.Select(_ => "--:|"))}");
        foreach (var metric in metrics)
            output.WriteLine($"| `{metric}` | {string.Join(" | ", spaces.Select(space => Shown(times.GetValueOrDefault((space, metric), ""))))} |");
    }

    private static string Shown(string text) => double.TryParse(text, CultureInfo.InvariantCulture, out var time)
        ? time.ToString(time < 10 ? "F1" : "F0", CultureInfo.InvariantCulture)
        : "–";

    private static IEnumerable<string> Suiting(ISearchSpace space) => MetricCatalog.Standard.Expand([MetricCatalog.Every], IsText(space.Tasks[0]));

    private static bool IsText(SpaceTask task) => task.Preparation == ImagePreparation.Tokens;

    /// <summary>User time of the processor per network; null where a network has no value.</summary>
    private static async Task<double?> TimeAsync(ISearchSpace space, string metric, int count, bool isSmall = false)
    {
        var task = space.Tasks[0];
        var batch = SamplesOf(task, isSmall);
        var key = RandomKey.FromSeed(1);
        var options = new EvaluationOptions { Metrics = [metric], Repeats = 1 };
        var requests = Enumerable.Range(0, count).Select(i => new EvaluationRequest(space.Name, space.Sample(key.Derive(RandomPurpose.Architecture, i)).Text, options, batch.Fingerprint)).ToArray();
        var before = Environment.CpuUsage.UserTime;
        try
        {
            await foreach (var result in new LocalEvaluator(batch, 1, [space]).EvaluateAsync(requests))
                if (!result.Metrics.ContainsKey(metric)) return null;
        }
        catch (SwapScoreException)
        {
            return null;
        }

        return (Environment.CpuUsage.UserTime - before).TotalMilliseconds / count;
    }

    private static Batch SamplesOf(SpaceTask task, bool isSmall)
    {
        if (IsText(task)) return TokenBatch.BuiltIn(isSmall ? Tokens / 4 : Tokens, Samples);

        // Patches of 16 leave four tokens of 32.
        var side = !isSmall ? MostSide : task.Input.Rows > MostSide ? 2 * SmallSide : SmallSide;
        var shape = new Shape(task.Input.Channels, Math.Min(side, task.Input.Rows), Math.Min(side, task.Input.Columns));
        var noise = Noise.ToBatch(shape, Samples, 1);
        return task.Loss == TaskLoss.Reconstruction ? noise : noise.WithRandomLabels(10);
    }
}
