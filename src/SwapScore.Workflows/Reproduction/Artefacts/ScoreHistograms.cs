using SwapScore.Studies;
using SwapScore.Workflows.Charts;
using SwapScore.Workflows.Studies;
using SwapScore.Workflows.Studies.Glue;

namespace SwapScore.Workflows.Reproduction.Artefacts;

/// <summary>Figure 12: how scores and results are distributed.</summary>
internal sealed class ScoreHistograms : IArtefact
{
    public string Name => "fig12";

    public string Title => "Figure 12: distributions of scores";

    public IReadOnlyList<string> Needs => ["flexibert"];

    public async Task<ArtefactReport> MakeAsync(ReproductionRun run)
    {
        var transformers = await run.TransformersAsync(run.Has("flexibert-metrics")).ConfigureAwait(false);
        var charts = new List<(string, Chart)>
        {
            ("fig12-swap", Of(run, transformers, $"SWAP-Score of {transformers.Architectures} encoders, by the number of layers", "SWAP-Score Ψ, patterns", pair => pair.Result.Metrics["swap"].RankValue)),
            ("fig12-glue", Of(run, transformers, $"GLUE scores of {transformers.Architectures} encoders, by the number of layers", "GLUE score", pair => pair.Entry.Truth)),
        };
        if (run.Has(StudiedBenchmark.Darts.Table))
        {
            var darts = await run.StudyAsync(StudiedBenchmark.Darts).ConfigureAwait(false);
            charts.Add(("fig12-darts", new Histogram
            {
                Title = $"SWAP-Score of {StudyAxes.Networks(darts.Architectures)} of DARTS",
                XLabel = "SWAP-Score Ψ, patterns",
                Series = [new HistogramSeries("swap", [.. darts.ScoredBy("swap").Select(pair => pair.Result.Metrics["swap"].RankValue)])],
                Footer = run.Footer(Name, $"batch of {darts.Definition.BatchSize} ({darts.Definition.BatchFingerprint})"),
            }));
        }

        return new ArtefactReport
        {
            Charts = charts,
            Notes = ["Published as a picture only; there are no numbers to compare. Encoders of two and of four layers form two groups in both, which is most of the correlation of Figure 7."],
        };
    }

    private Histogram Of(ReproductionRun run, StudyReport report, string title, string label, Func<(StudyEntry Entry, Evaluation.EvaluationResult Result), double> value) => new()
    {
        Title = title,
        XLabel = label,
        YLabel = "encoders",
        Series =
        [
            .. report.ScoredBy("swap").GroupBy(pair => GlueDetails.Numbers(pair.Entry)["layers"])
                .OrderBy(group => group.Key)
                .Select(group => new HistogramSeries($"{group.Key} layers", [.. group.Select(value)])),
        ],
        Footer = run.Footer(Name, $"batch of {report.Definition.BatchSize} ({report.Definition.BatchFingerprint})"),
    };
}
