using System.Globalization;
using SwapScore.Search;
using SwapScore.Statistics;

namespace SwapScore.Bench;

/// <summary>
/// What the best formula could reach at the top of NAS-Bench-201 if the accuracies were known: all sums of the log ranks of two to four metrics, and all
/// products of powers of metrics. It bounds what choosing a formula can gain, and chooses none.
/// </summary>
internal static class HindsightBench
{
    private const int Few = 10;
    private const double Close = 0.3;
    private const int MostRanked = 4;
    private const int MostMultiplied = 7;

    private static readonly double[] Exponents = [0, 0.5, 1, 2];

    /// <param name="output">Where the table goes.</param>
    /// <param name="run">Run folder of an exhaustive search.</param>
    /// <param name="table">The table of accuracies.</param>
    /// <param name="goals">The accuracies that the cell of the highest score should reach, one per task.</param>
    public static void Run(TextWriter output, string run, string table, double[] goals)
    {
        var recorded = RecordedCells.Read(run);
        var candidates = recorded.Candidates;
        var truths = CellAccuracies.ReadAll(table);
        var accuracies = truths.Select(truth => candidates.Select(candidate => truth.Accuracies[candidate.Architecture.Text]).ToArray()).ToArray();
        var metrics = recorded.Options.Metrics;
        var logarithms = metrics.Select((metric, i) => candidates.Select(candidate => Logarithm(metric, candidate.Scores[i])).ToArray()).ToArray();
        var ranks = logarithms.Select(values => Array.ConvertAll(Ranks.Compute(values), rank => Math.Log(rank / values.Length))).ToArray();
        output.WriteLine($"\n{recorded.Description}\n");
        output.WriteLine($"| formulas | number | highest cell reaches {string.Join(", ", goals)} | a cell of the ten highest within {Close} points of the best | best highest cell per task |");
        output.WriteLine("|---|--:|--:|--:|--:|");
        Write("sums of log ranks of two to four metrics", Weights(metrics.Count, [0, 1]).Where(weights => weights.Count(weight => weight > 0) is > 1 and <= MostRanked), ranks);
        Write($"products of powers {string.Join(", ", Exponents)} of the first {MostMultiplied} metrics", Weights(MostMultiplied, Exponents), logarithms);

        void Write(string name, IEnumerable<double[]> formulas, double[][] terms)
        {
            var (count, reaching, close, highest) = (0, 0, 0, new double[truths.Length]);
            foreach (var weights in formulas)
            {
                var scores = Sum(weights, terms);
                var first = Array.IndexOf(scores, scores.Max());
                var ten = Enumerable.Range(0, scores.Length).OrderByDescending(i => scores[i]).Take(Few).ToArray();
                count++;
                if (accuracies.Zip(goals).All(pair => pair.First[first] >= pair.Second)) reaching++;
                if (accuracies.Zip(truths).All(pair => ten.Max(i => pair.First[i]) >= pair.Second.Accuracies[pair.Second.Best] - Close)) close++;
                for (var task = 0; task < highest.Length; task++)
                    highest[task] = Math.Max(highest[task], accuracies[task][first]);
            }

            output.WriteLine($"| {name} | {count} | {reaching} | {close} | {string.Join(" / ", highest.Select(value => value.ToString("F2", CultureInfo.InvariantCulture)))} |");
        }
    }

    private static double Logarithm(string metric, double score) => Math.Max(SearchScoring.HoldsLogarithm(metric) ? score : Math.Log(score), Math.Log(double.Epsilon));

    private static double[] Sum(double[] weights, double[][] terms)
    {
        var sums = new double[terms[0].Length];
        foreach (var (weight, values) in weights.Zip(terms))
            for (var i = 0; i < sums.Length && weight > 0; i++)
                sums[i] += weight * values[i];
        return sums;
    }

    /// <summary>All ways to give each of some metrics one of some weights, but for all weights 0.</summary>
    private static IEnumerable<double[]> Weights(int count, double[] weights)
    {
        for (var number = 1; number < (int)Math.Pow(weights.Length, count); number++)
        {
            var rest = number;
            var chosen = new double[count];
            for (var i = 0; i < count; i++, rest /= weights.Length)
                chosen[i] = weights[rest % weights.Length];
            yield return chosen;
        }
    }
}
