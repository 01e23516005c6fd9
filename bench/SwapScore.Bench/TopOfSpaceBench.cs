using System.Globalization;
using SwapScore.Search;
using SwapScore.Statistics;

namespace SwapScore.Bench;

/// <summary>
/// What scores say of the best cells of NAS-Bench-201: the ten of the highest score, and the order within the tenths of the best accuracies and
/// of the highest scores. Scores come
/// from the run folder of an exhaustive search; isomorphic cells share them, and the table has a row for each.
/// </summary>
internal static class TopOfSpaceBench
{
    private const int Few = 10;

    /// <param name="output">Where the table goes.</param>
    /// <param name="run">Run folder of an exhaustive search.</param>
    /// <param name="table">The table of accuracies.</param>
    /// <param name="named">Metrics, aggregates and <c>regularised</c>.</param>
    public static void Run(TextWriter output, string run, string table, string[] named)
    {
        var recorded = RecordedCells.Read(run);
        var truths = CellAccuracies.ReadAll(table);
        output.WriteLine($"\n{recorded.Description}; accuracies of {string.Join(", ", truths.Select(truth => truth.Task))}\n");
        output.WriteLine("| score | the highest (rank) | best of the ten highest (rank) | below the best cell | mean of the ten | Spearman in the tenth of the best accuracies | of the highest scores | of all |");
        output.WriteLine("|---|--:|--:|--:|--:|--:|--:|--:|");
        foreach (var (name, make) in named.Select(recorded.Fitness))
        {
            var fitness = make();
            var candidates = recorded.Candidates;
            foreach (var candidate in candidates)
                fitness.Add(candidate);
            var top = candidates.FittestFirst(fitness).Take(Few).Select(candidate => candidate.Architecture.Text).ToArray();
            var scores = candidates.ToDictionary(candidate => candidate.Architecture.Canonical, fitness.Of);
            double[] ScoresOf(CellAccuracies truth) => [.. truth.Accuracies.Keys.Select(cell => scores[RecordedCells.CanonicalOf(cell)])];
            output.WriteLine($"| {name} | {Cells(truth => Ranked(truth, truth.Accuracies[top[0]]))} | {Cells(truth => Ranked(truth, Best(truth, top)))} | "
                + $"{Cells(truth => Text(truth.Accuracies[truth.Best] - Best(truth, top), 2))} | {Cells(truth => Text(top.Average(cell => truth.Accuracies[cell]), 2))} | "
                + $"{Cells(truth => Text(TopSpearman.Compute(ScoresOf(truth), [.. truth.Accuracies.Values]), 3))} | "
                + $"{Cells(truth => Text(TopSpearman.Compute([.. truth.Accuracies.Values], ScoresOf(truth)), 3))} | "
                + $"{Cells(truth => Text(Spearman.Compute(ScoresOf(truth), [.. truth.Accuracies.Values]), 3))} |");
        }

        string Cells(Func<CellAccuracies, string> cell) => string.Join(" / ", truths.Select(cell));
    }

    private static double Best(CellAccuracies truth, string[] cells) => cells.Max(cell => truth.Accuracies[cell]);

    private static string Ranked(CellAccuracies truth, double accuracy) => $"{Text(accuracy, 2)} ({truth.RankOf(accuracy)})";

    private static string Text(double value, int decimals) => value.ToString($"F{decimals}", CultureInfo.InvariantCulture);
}
