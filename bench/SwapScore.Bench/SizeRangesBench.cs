using System.Globalization;
using System.Text.Json.Nodes;
using SwapScore.Randomness;
using SwapScore.Statistics;
using SwapScore.Storage.Csv;

namespace SwapScore.Bench;

/// <summary>
/// How well metrics rank small, middling and large networks: the rows of studies, cut into thirds by live multiply-adds. A third is where a user's own
/// candidates may lie; over all rows most metrics profit from size.
/// </summary>
internal static class SizeRangesBench
{
    private const string Size = "live-flops";

    private static readonly string[] Ranges = ["all", "smallest third", "middle third", "largest third"];

    /// <param name="output">Where the table goes.</param>
    /// <param name="studies">Run folders of studies; their <c>results.jsonl</c> and <c>rows.csv</c> are read.</param>
    public static void Run(TextWriter output, string[] studies)
    {
        foreach (var study in studies)
        {
            var (metrics, truth, columns) = Read(study);
            var thirds = Thirds(columns[Array.IndexOf(metrics, Size)]);
            output.WriteLine($"\n{Path.GetFileName(study)}, {truth.Length} networks\n");
            output.WriteLine($"| metric | {string.Join(" | ", Ranges)} |");
            output.WriteLine($"|---|{string.Concat(Ranges.Select(_ => "--:|"))}");
            foreach (var (metric, values) in metrics.Zip(columns))
                output.WriteLine($"| {metric} | {string.Join(" | ", Ranges.Select((_, range) => Correlation(values, truth, row => range == 0 || thirds[row] == range - 1)))} |");
        }
    }

    private static string Correlation(double[] values, double[] truth, Func<int, bool> isMeant)
    {
        int[] rows = [.. Enumerable.Range(0, truth.Length).Where(isMeant)];
        var (x, y) = (Array.ConvertAll(rows, row => values[row]), Array.ConvertAll(rows, row => truth[row]));
        var interval = Bootstrap.Spearman(x, y, RandomKey.FromSeed(0));
        return string.Create(CultureInfo.InvariantCulture, $"{Spearman.Compute(x, y):0.00} [{interval.Low:0.00}, {interval.High:0.00}]");
    }

    /// <summary>The third of every row; rows of equal size share one.</summary>
    private static int[] Thirds(double[] sizes) => Array.ConvertAll(sizes, size => Math.Min(2, 3 * sizes.Count(other => other < size) / sizes.Length));

    /// <summary>The metrics and baselines of a study with their values, and the accuracies: both files have the rows in the same order.</summary>
    private static (string[] Metrics, double[] Truth, double[][] Columns) Read(string study)
    {
        var path = Path.Combine(study, "rows.csv");
        using var reader = new StreamReader(path);
        double[] truth = [.. CsvReader.Read(reader, path).Skip(1).Select(record => double.Parse(record.Fields[1], CultureInfo.InvariantCulture))];
        var scores = File.ReadLines(Path.Combine(study, "results.jsonl")).Select(line => JsonNode.Parse(line)!["metrics"]!.AsObject()).ToArray();
        if (scores.Length != truth.Length) throw new InvalidOperationException($"{study} has {truth.Length} accuracies and {scores.Length} results: finish the study");
        string[] metrics = [.. scores[0].Select(pair => pair.Key)];
        return (metrics, truth, [.. metrics.Select(metric => Array.ConvertAll(scores, row => row[metric]!["values"]!.AsArray().Average(value => (double)value!)))]);
    }
}
