using SwapScore.Studies;
using SwapScore.Values;
using SwapScore.Workflows.Tables;

namespace SwapScore.Workflows.Reproduction.Artefacts;

/// <summary>Table I: metrics of Transformers.</summary>
internal sealed class TransformerTable : IArtefact
{
    public string Name => "table1";

    public string Title => "Table I: metrics of Transformers";

    public IReadOnlyList<string> Needs => ["flexibert"];

    public async Task<ArtefactReport> MakeAsync(ReproductionRun run)
    {
        var hasPublished = run.Has("flexibert-metrics");
        var report = await run.TransformersAsync(hasPublished).ConfigureAwait(false);
        var gradients = run.NoGradients is null ? await run.TransformerGradientsAsync().ConfigureAwait(false) : null;
        var correlations = report.Correlations.Concat(gradients?.Correlations ?? []).ToList();
        MetricCorrelation? Of(string? metric) => metric is null ? null : correlations.Find(one => one.Metric.Name == metric);
        MetricCorrelation? OfColumn(string? column) => Of(column is null ? null : TableMetric.Prefix + column);
        Cell Number(double? value) => value is { } number ? new CoefficientCell(number) : new EmptyCell();
        var metrics = PublishedTransformerMetrics.All;
        return new ArtefactReport
        {
            Comparisons =
            [
                .. from metric in metrics
                   where Of(metric.Ours) is not null
                   select PublishedComparison.Create($"{metric.Name}, computed", metric.Paper, Of(metric.Ours)!.Correlation, ReasonOf(metric)),
                .. from metric in metrics
                   let column = OfColumn(metric.Column)
                   where column is not null
                   select PublishedComparison.Create(
                       $"{metric.Name}, published values",
                       metric.Paper,
                       column.Correlation,
                       "Table I gives the absolute Pearson correlation of a normalised column here, not a Spearman correlation"),
            ],
            Tables =
            [
                new Detail("Every coefficient", "coefficients", new Table(
                    [
                        Column.Text("Metric", "metric"), Column.Number("Table I", "paper"), Column.Number("Spearman, computed", "computed"), Column.Number("Spearman, published values", "published"),
                        Column.Number("normalised", "publishedNormalised"), Column.Number("absolute Pearson, published values", "pearson"), Column.Number("normalised", "pearsonNormalised"),
                    ],
                    [.. metrics.Select(metric => (ValueList<Cell>)
                    [
                        metric.Name, new CoefficientCell(metric.Paper), Number(Of(metric.Ours)?.Correlation.Spearman),
                        Number(OfColumn(metric.Column)?.Correlation.Spearman), Number(OfColumn(metric.NormalizedColumn)?.Correlation.Spearman),
                        Number(Math.Abs(OfColumn(metric.Column)?.Correlation.Pearson ?? double.NaN)), Number(Math.Abs(OfColumn(metric.NormalizedColumn)?.Correlation.Pearson ?? double.NaN)),
                    ])])),
            ],
            Notes =
            [
                "Table I mixes coefficients: of the published values, the absolute Pearson correlations of the normalised columns are those the table calls Spearman; with Spearman throughout, attention confidence is on a par with SWAP-Score.",
                .. gradients is null ? (string[])[] : ["Metrics of gradients are computed on the first encoders of the table only, on 16 texts of up to 64 tokens."],
                "Structure beats every metric: see the layers of Figure 12 and the study of flexibert, in which layers × width has 0.875.",
            ],
            Absent =
            [
                .. hasPublished ? (string[])[] : [run.DescribeMissing(["flexibert-metrics"])],
                .. run.NoGradients is { } reason ? (string[])[$"synaptic saliency and diversity, head importance, Jacobian and the DSS indicator need gradients and are not computed here: {reason}"] : [],
            ],
        };
    }

    private static string ReasonOf(PublishedTransformerMetrics metric) => metric.Ours switch
    {
        "swap" => "the paper takes 128 texts of up to 512 tokens, here are 32 of up to 128",
        "attention-confidence" => "Table I gives the absolute Pearson correlation; the published values' Spearman correlation is 0.716",
        "softmax-confidence" or "activation-distance" => "Table I gives the absolute Pearson correlation of the normalised values, of texts of 512 tokens",
        "parameters" => "a part of the table is studied",
        "dss" => "the published value could not be had from any reading of the indicator",
        _ => "as published these gradients are zero but for rounding, so the metric is a record of noise; Table I gives the absolute Pearson correlation of normalised values",
    };
}
