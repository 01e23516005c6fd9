using SwapScore.Statistics;
using SwapScore.Values;
using SwapScore.Workflows.Charts;
using SwapScore.Workflows.Studies.Glue;

namespace SwapScore.Workflows.Reproduction.Artefacts;

/// <summary>Figure 8: the tasks of GLUE and SWAP-Score, correlated with each other.</summary>
internal sealed class GlueTasks : IArtefact
{
    public string Name => "fig8";

    public string Title => "Figure 8: SWAP-Score and the tasks of GLUE";

    public IReadOnlyList<string> Needs => ["flexibert"];

    public async Task<ArtefactReport> MakeAsync(ReproductionRun run)
    {
        var report = await run.TransformersAsync(run.Has("flexibert-metrics")).ConfigureAwait(false);
        var scored = report.ScoredBy("swap").ToArray();
        var tasks = scored[0].Entry.Published.Keys.Where(name => name.StartsWith(GlueDetails.ScorePrefix, StringComparison.Ordinal)).ToList();
        string[] names = ["swap", .. tasks.Select(task => task[GlueDetails.ScorePrefix.Length..])];

        // An encoder may lack the score of a task: each pair takes the encoders that have both.
        double[] Values(int index) => Array.ConvertAll(scored, pair =>
            index == 0 ? pair.Result.Metrics["swap"].RankValue : pair.Entry.Published.GetValueOrDefault(tasks[index - 1], double.NaN));
        var columns = Enumerable.Range(0, names.Length).Select(Values).ToArray();
        Correlation Of(int first, int second)
        {
            var both = Enumerable.Range(0, scored.Length).Where(i => !double.IsNaN(columns[first][i] + columns[second][i])).ToArray();
            return Correlation.Compute(Array.ConvertAll(both, i => columns[first][i]), Array.ConvertAll(both, i => columns[second][i]), Randomness.RandomKey.FromSeed(run.Settings.Seed));
        }

        var matrix = Enumerable.Range(0, names.Length).Select(row => Enumerable.Range(0, names.Length).Select(column => Of(Math.Min(row, column), Math.Max(row, column))).ToArray()).ToArray();
        return new ArtefactReport
        {
            Comparisons =
            [
                .. Enumerable.Range(1, names.Length - 1).Where(i => PublishedNumbers.Glue.ContainsKey(names[i]))
                    .Select(i => PublishedComparison.Create($"swap with {names[i]}", PublishedNumbers.Glue[names[i]], matrix[0][i], "the paper takes 128 texts of up to 512 tokens, here are 32 of up to 128")),
            ],
            Charts =
            [
                ("fig8", new CorrelationMatrix
                {
                    Title = "Spearman correlation between SWAP-Score and the tasks of GLUE",
                    Names = names,
                    Values = Array.ConvertAll(matrix, row => (ValueList<double>)Array.ConvertAll(row, one => one.Spearman)),
                    Footer = run.Footer(Name, $"batch of {report.Definition.BatchSize} ({report.Definition.BatchFingerprint})"),
                }),
            ],
            Notes = ["The task rte hardly follows any other: its scores differ little between encoders."],
        };
    }
}
