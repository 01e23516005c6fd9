using System.Globalization;
using SwapScore.Evaluation;
using SwapScore.Metrics;
using SwapScore.Spaces;
using SwapScore.Storage;
using SwapScore.Studies;
using SwapScore.Workflows.Composition;

namespace SwapScore.Bench.Scoreboard;

/// <summary>
/// Processor time of whole evaluations of one metric, one initialization, one thread. Metrics are measured in turns, so that what else the machine does
/// falls on all of them.
/// </summary>
/// <param name="studies">The studies whose networks are measured.</param>
/// <param name="data">Folder of published tables and samples.</param>
/// <param name="runs">Folder in which the times are kept.</param>
internal sealed class ScoreboardCosts(ScoreboardStudies studies, string data, string runs)
{
    private const int FewestNetworks = 3;
    private const int MostNetworks = 100;
    private const int Rounds = 3;

    // Of a round of swap, so that what is compiled and collected beside it hardly counts.
    private const double LeastMilliseconds = 300;

    /// <summary>Measures what has not been measured.</summary>
    /// <param name="networks">The networks; at least three from all over their table are measured, as many as take <c>swap</c> 0.3 s.</param>
    /// <param name="cancellation">Stops it; nothing is kept.</param>
    public async Task MeasureAsync(ScoredNetworks networks, CancellationToken cancellation)
    {
        if (File.Exists(Times(networks))) return;
        Directory.CreateDirectory(runs);
        var times = await TimesAsync(networks, cancellation);
        AtomicFile.Write(Times(networks), string.Concat(times.Select(time => string.Create(CultureInfo.InvariantCulture, $"{time.Key},{Median(time.Value):F3}\n"))));
    }

    /// <summary>Milliseconds per network, by metric: the median of three rounds, or one round for metrics of few rows; null where they have not been measured.</summary>
    /// <param name="networks">The networks.</param>
    public IReadOnlyDictionary<string, double>? Read(ScoredNetworks networks) => !File.Exists(Times(networks))
        ? null
        : File.ReadLines(Times(networks)).Select(line => line.Split(',')).ToDictionary(parts => parts[0], parts => double.Parse(parts[1], CultureInfo.InvariantCulture));

    private string Times(ScoredNetworks networks) => Path.Combine(runs, $"{networks.Name}-milliseconds.csv");

    private async Task<Dictionary<string, List<double>>> TimesAsync(ScoredNetworks networks, CancellationToken cancellation)
    {
        var times = new Dictionary<string, List<double>>();
        string[]? architectures = null;
        foreach (var group in MetricGroup.All)
        {
            var batch = WorkflowContext.Standard.LoadBatch(networks.Study(group, data, "", null).Samples);
            await using var evaluator = WorkflowContext.Standard.CreateEvaluator(new BatchStore(batch), 1);
            architectures ??= await ChosenAsync();
            string[] metrics = [.. group.HasFewRows ? [] : Sizes, .. group.Suiting(networks.IsText)];
            foreach (var metric in metrics)
                times[metric] = [];

            // The round before the first one is for the compiler.
            for (var round = -1; round < (group.HasFewRows ? 1 : Rounds); round++)
            {
                foreach (var metric in metrics)
                {
                    var measured = architectures[..(group.HasFewRows ? Math.Min(architectures.Length, FewestNetworks * FewestNetworks) : architectures.Length)];
                    var milliseconds = await TimeAsync(metric, round < 0 ? measured[..FewestNetworks] : measured);
                    if (round >= 0) times[metric].Add(milliseconds);
                }
            }

            async Task<string[]> ChosenAsync()
            {
                var all = studies.Entries(networks, networks.Task);
                await TimeAsync("swap", Spread(all, FewestNetworks));
                var count = Math.Clamp((int)(LeastMilliseconds / await TimeAsync("swap", Spread(all, FewestNetworks))), FewestNetworks, Math.Min(MostNetworks, all.Count));
                return Spread(all, count);
            }

            async Task<double> TimeAsync(string metric, string[] measured)
            {
                var task = SearchSpaces.Find(networks.Space).Tasks.Count > 1 ? networks.Task : null;
                var options = new EvaluationOptions { Metrics = [metric], Repeats = 1 };
                var start = Environment.CpuUsage.TotalTime;
                await foreach (var _ in evaluator.EvaluateAsync(
                    [.. measured.Select(architecture => new EvaluationRequest(networks.Space, architecture, options, batch.Fingerprint) { Task = task })], cancellation))
                {
                }

                return (Environment.CpuUsage.TotalTime - start).TotalMilliseconds / measured.Length;
            }
        }

        return times;
    }

    private static string[] Spread(IReadOnlyList<StudyEntry> entries, int count) =>
        [.. Enumerable.Range(0, count).Select(i => entries[(int)((long)i * entries.Count / count)].Architecture)];

    private static IEnumerable<string> Sizes => MetricCatalog.Standard.Descriptions.Where(metric => metric.IsBaseline && metric.Scope == MetricScope.Any).Select(metric => metric.Name);

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
