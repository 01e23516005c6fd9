using System.Globalization;
using SwapScore.Statistics;
using SwapScore.Storage.Csv;

namespace SwapScore.Bench;

/// <summary>
/// What the regularized score <c>ln Ψ − (Θ − μ)² / σ</c> can reach: the best μ and σ of a grid, chosen by hindsight on the accuracies themselves, for every
/// reading of Θ among the columns of rows of a study.
/// </summary>
internal static class RegularizedBench
{
    private const int Steps = 60;

    private static readonly string[] Readings = ["parameters", "live-parameters"];

    /// <summary>Writes the best of every file of rows as Markdown.</summary>
    /// <param name="output">Where it is written.</param>
    /// <param name="paths">Rows of studies with the columns <c>truth</c>, <c>swap</c> and sizes.</param>
    public static void Run(TextWriter output, IReadOnlyList<string> paths)
    {
        output.WriteLine("\n| rows of | rows | Θ, in thousands | Ψ | best | μ | σ |");
        output.WriteLine("|---|--:|---|--:|--:|--:|--:|");
        foreach (var path in paths)
        {
            var records = CsvReader.Read(File.ReadAllBytes(path), path).ToArray();
            var header = records[0].Fields.ToList();
            var (patterns, truth) = (Column("swap"), Column("truth"));
            foreach (var reading in Readings.Where(header.Contains))
            {
                var found = Best(Array.ConvertAll(patterns, Math.Log), Array.ConvertAll(Column(reading), size => size / 1000), truth);
                output.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {Path.GetFileName(path)} | {truth.Length} | `{reading}` | {Spearman.Compute(patterns, truth):.000} | {found.Correlation:.000} | {found.Mu:G4} | {found.Sigma:G3} |"));
            }

            double[] Column(string name) => [.. records.Skip(1).Select(record => double.Parse(record.Fields[header.IndexOf(name)], CultureInfo.InvariantCulture))];
        }
    }

    /// <summary>μ from a range below the smallest size to two above the largest, σ from (range/30)² to (30·range)² in equal ratios.</summary>
    private static (double Correlation, double Mu, double Sigma) Best(double[] patterns, double[] sizes, double[] truth)
    {
        var (smallest, range) = (sizes.Min(), sizes.Max() - sizes.Min());
        var grid = from mu in Enumerable.Range(0, Steps).Select(i => smallest - range + i * 4 * range / (Steps - 1))
                   from sigma in Enumerable.Range(0, Steps).Select(i => Math.Pow(range / 30, 2) * Math.Pow(900 * 900, (double)i / (Steps - 1)))
                   select (mu, sigma);
        return grid.AsParallel().AsOrdered()
            .Select(at => (Spearman.Compute([.. patterns.Zip(sizes, (pattern, size) => pattern - (size - at.mu) * (size - at.mu) / at.sigma)], truth), at.mu, at.sigma))
            .MaxBy(found => found.Item1);
    }
}
