using SwapScore.Workflows.Charts;
using SwapScore.Workflows.Studies;

namespace SwapScore.Workflows.Reproduction.Artefacts;

/// <summary>Figure 7: SWAP-Score of Transformers against their GLUE scores.</summary>
internal sealed class TransformerScatter : IArtefact
{
    public string Name => "fig7";

    public string Title => "Figure 7: SWAP-Score of Transformers against GLUE";

    public IReadOnlyList<string> Needs => ["flexibert"];

    public async Task<ArtefactReport> MakeAsync(ReproductionRun run)
    {
        var report = await run.TransformersAsync(run.Has("flexibert-metrics")).ConfigureAwait(false);
        var scored = report.ScoredBy("swap").ToList();
        var swap = report.Correlations.First(one => one.Metric.Name == "swap").Correlation;
        var neurons = report.Correlations.First(one => one.Metric.Name == "neurons").Correlation;
        return new ArtefactReport
        {
            Comparisons =
            [
                PublishedComparison.Create("swap with GLUE", PublishedNumbers.FlexiBert, swap, "the paper takes 128 texts of up to 512 tokens, here are 32 of up to 128"),
                PublishedComparison.Create("number of neurons with GLUE, for comparison", null, neurons),
            ],
            Charts =
            [
                ("fig7", new ScatterChart
                {
                    Title = $"SWAP-Score and GLUE, {StudyAxes.Networks(scored.Count)} of FlexiBERT",
                    XLabel = "SWAP-Score Ψ, patterns",
                    YLabel = "GLUE score",
                    Points = [.. scored.Select(pair => new ChartPoint(pair.Result.Metrics["swap"].RankValue, pair.Entry.Truth))],
                    Correlation = swap,
                    Footer = run.Footer(Name, $"batch of {report.Definition.BatchSize} ({report.Definition.BatchFingerprint})"),
                }),
            ],
            Notes =
            [
                "Encoders are built as the published code builds them: all have width 256 and feed-forward parts of 1,024, whatever the table says.",
                "With enough samples nearly every neuron has a pattern of its own, so the score counts neurons.",
            ],
        };
    }
}
