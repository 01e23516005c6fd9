using System.Globalization;
using SwapScore.Statistics;

namespace SwapScore.Bench.Scoreboard;

/// <summary>
/// What the regularized score <c>ln Ψ − (Θ − μ)² / σ</c> can reach: the best μ and σ of a grid, chosen by hindsight on the accuracies themselves, for several
/// batch sizes and readings of Θ.
/// </summary>
internal static class RegularizedBench
{
    private const int Steps = 60;

    private static readonly int[] BatchSizes = [16, 32, 64];

    // In thousands. A unit of Θ only rescales μ and σ: millions reach the same.
    private static readonly string[] Sizes = ["parameters", "live-parameters"];

    private static readonly (string Space, string Table, string[] Tasks)[] Tables =
    [
        ("nasbench201", "nats_bench.csv", ["cifar10", "cifar100", "ImageNet16-120"]),
        ("nasbench101", "zc_nasbench101.json", ["cifar10"]),
        ("nasbench301", "zc_nasbench301.json", ["cifar10"]),
    ];

    /// <summary>Computes what is missing, then writes the best of every column as Markdown.</summary>
    /// <param name="output">Where it is written.</param>
    /// <param name="data">Folder of published tables and samples.</param>
    /// <param name="runs">Folder of run folders.</param>
    public static async Task RunAsync(TextWriter output, string data, string runs)
    {
        var studies = new ScoreboardStudies(data, runs);
        var columns = Columns().ToArray();
        foreach (var networks in columns.Select(column => column.Networks).DistinctBy(networks => networks.Name))
            await studies.RunAsync(networks, MetricGroup.Swap, output, CancellationToken.None);
        output.WriteLine("\n| column | rows | samples | Θ | Ψ | best | μ | σ |");
        output.WriteLine("|---|--:|--:|---|--:|--:|--:|--:|");
        foreach (var column in columns)
        {
            var rows = studies.Scored(column, MetricGroup.Swap);
            var (patterns, truth) = (rows.Select(row => Math.Log(row.Result.Metrics["swap"].Mean)).ToArray(), rows.Select(row => row.Entry.Truth).ToArray());
            foreach (var size in Sizes)
            {
                var found = Best(patterns, [.. rows.Select(row => row.Result.Metrics[size].Mean / 1000)], truth);
                output.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {column.Title} | {rows.Count} | {column.Networks.BatchSize} | `{size}` | {Spearman.Compute(patterns, truth):.000} | {found.Correlation:.000} | {found.Mu:G4} | {found.Sigma:G3} |"));
            }
        }
    }

    private static IEnumerable<ScoreboardColumn> Columns() =>
        from table in Tables
        from samples in BatchSizes
        let networks = new ScoredNetworks($"{table.Space}-{samples}", table.Space, table.Tasks[0], table.Table, "cifar10") { BatchSize = samples, HasTwins = table.Tasks.Length > 1 }
        from task in table.Tasks
        select new ScoreboardColumn($"{table.Space}, {task}", table.Space, networks, task);

    /// <summary>μ from a range below the smallest size to two above the largest, σ from (range/30)² to (30·range)² in equal ratios.</summary>
    private static (double Correlation, double Mu, double Sigma) Best(double[] patterns, double[] sizes, double[] truth)
    {
        var (smallest, largest) = (sizes.Min(), sizes.Max());
        var range = largest - smallest;
        var grid = from mu in Enumerable.Range(0, Steps).Select(i => smallest - range + i * 4 * range / (Steps - 1))
                   from sigma in Enumerable.Range(0, Steps).Select(i => Math.Pow(range / 30, 2) * Math.Pow(900 * 900, (double)i / (Steps - 1)))
                   select (mu, sigma);
        return grid.AsParallel().AsOrdered()
            .Select(at => (Spearman.Compute([.. patterns.Zip(sizes, (pattern, size) => pattern - (size - at.mu) * (size - at.mu) / at.sigma)], truth), at.mu, at.sigma))
            .MaxBy(found => found.Item1);
    }
}
