using SwapScore.Evaluation;
using SwapScore.Metrics;
using SwapScore.Statistics;
using SwapScore.Studies;
using SwapScore.Values;
using SwapScore.Workflows.Charts;
using SwapScore.Workflows.Html;
using SwapScore.Workflows.Tables;

namespace SwapScore.Workflows.Studies;

/// <summary>The HTML report of one study: the findings in sentences, then tables, then the figures of each metric.</summary>
internal sealed class StudyPage(StudyReport report, IReadOnlyList<Detail> details, ChartFooter footer)
{
    private const int MaximumFailures = 200;

    private const int FewestOfMatrix = 3;

    private readonly (StudyEntry Entry, EvaluationResult Result)[] _scored = [.. report.Evaluated.Where(pair => pair.Result.Failure is null)];

    private string Name => report.Definition.Task is { } task ? $"{report.Definition.Study}, {task}" : report.Definition.Study;

    public HtmlReport Build() => new(
        $"How well metrics rank trained networks: {Name}",
        footer,
        new ReportSection("Summary")
        {
            Paragraphs = [.. StudySentences.Write(report)],
            Figures = [Overview()],
            Tables = [TablePage.Create("Correlation with the ground truth", StudyTable.Create(report))],
        },
        [
            .. report.Correlations.Where(one => !one.IsBaseline).Select(MetricSection),
            .. report.Correlations.Count < FewestOfMatrix ? (ReportSection[])[] : [MatrixSection()],
            .. report.Correlations.Where(one => one.IsBaseline).Take(1).Select(_ => BaselineSection()),
            .. details.Select(TablePage.SectionOf),
            .. report.Failures.Count == 0 ? (ReportSection[])[] : [FailureSection()],
            TablePage.Settings("Everything the numbers depend on", report.Definition.ToJson()),
        ]);

    private ReportFigure Overview()
    {
        var correlations = report.Correlations.Where(one => !double.IsNaN(one.DirectedSpearman)).OrderByDescending(one => one.DirectedSpearman).ToList();
        return new ReportFigure(
            "overview",
            new BarChart
            {
                Title = $"How well metrics rank {StudyAxes.Networks(report.Architectures)} of {Name}",
                Subtitle = "whiskers: 95 % interval; the sign is turned where lower is better",
                YLabel = $"Spearman ρ with {StudyAxes.Truth(report.Definition.Task, [])}",
                Series =
                [
                    new BarSeries("metrics", [.. correlations.Where(one => !one.IsBaseline).Select(Bar)]),
                    new BarSeries("baselines", [.. correlations.Where(one => one.IsBaseline).Select(Bar)]),
                ],
                Footer = footer,
            },
            "Every metric, the best first, and what needs only the structure of a network.");
    }

    private static Bar Bar(MetricCorrelation one) => new(
        one.Metric.Name, one.DirectedSpearman, (one.Correlation.SpearmanInterval.High - one.Correlation.SpearmanInterval.Low) / 2);

    private ReportSection MetricSection(MetricCorrelation one) => new(one.Metric.Name)
    {
        Paragraphs = [one.Metric.Summary],
        Figures = [Scatter(one), Distribution(one)],
    };

    private ReportSection BaselineSection() => new("Baselines")
    {
        Paragraphs = ["Numbers that need only the structure of a network: what every other metric has to beat."],
        Figures = [.. report.Correlations.Where(one => one.IsBaseline).Select(Scatter)],
    };

    private ReportFigure Scatter(MetricCorrelation one)
    {
        var pairs = Pairs(one.Metric.Name);
        return new ReportFigure(
            $"scatter-{FileName(one.Metric.Name)}",
            new ScatterChart
            {
                Title = $"{one.Metric.Name} against {StudyAxes.Truth(report.Definition.Task, [])}, {StudyAxes.Networks(pairs.Length)} of {Name}",
                XLabel = Axis(one.Metric.Name, pairs),
                YLabel = StudyAxes.Truth(report.Definition.Task, pairs.Select(pair => pair.Truth)),
                Points = [.. pairs.Select(pair => new ChartPoint(pair.Score.RankValue, pair.Truth))],
                Correlation = one.Correlation,
                Footer = footer,
            },
            $"Every point is an architecture. The line is fitted to the ranks: where {one.Metric.Name} has rank r, the truth of rank r̄ + ρ·(r − r̄) is expected.");
    }

    private ReportFigure Distribution(MetricCorrelation one)
    {
        var pairs = Pairs(one.Metric.Name);
        return new ReportFigure(
            $"histogram-{FileName(one.Metric.Name)}",
            new Histogram
            {
                Title = $"Distribution of {one.Metric.Name}, {StudyAxes.Networks(pairs.Length)} of {Name}",
                XLabel = Axis(one.Metric.Name, pairs),
                Series = [new HistogramSeries(one.Metric.Name, [.. pairs.Select(pair => pair.Score.RankValue)])],
                Footer = footer,
            },
            $"How many architectures have which {one.Metric.Name}.");
    }

    private ReportSection MatrixSection()
    {
        var names = report.Correlations.Select(one => one.Metric.Name).Where(name => Pairs(name).Length > 0).ToArray();
        var complete = Array.FindAll(_scored, pair => names.All(pair.Result.Metrics.ContainsKey));
        var values = Array.ConvertAll(names, name => Array.ConvertAll(complete, pair => pair.Result.Metrics[name].RankValue));
        return new ReportSection("Metrics with each other")
        {
            Figures =
            [
                new ReportFigure(
                    "matrix",
                    new CorrelationMatrix
                    {
                        Title = $"Spearman correlation of the metrics with each other, {StudyAxes.Networks(complete.Length)} of {Name}",
                        Names = names,
                        Values = [.. values.Select(row => (ValueList<double>)[.. values.Select(column => Correlation.ComputeSpearman(row, column))])],
                        Footer = footer,
                    },
                    "Metrics that rank alike carry the same information. Metrics that rank the truth well and differ from each other could be combined."),
            ],
        };
    }

    private ReportSection FailureSection() => new("Without a score")
    {
        Paragraphs = report.Failures.Count > MaximumFailures ? [$"The first {MaximumFailures} of {report.Failures.Count}."] : [],
        Tables =
        [
            new ReportTable(
                "Rows of the table without a score, or without that of a metric",
                [new("Row", true), new("Architecture"), new("Reason")],
                [.. report.Failures.Take(MaximumFailures).Select(failure => (ValueList<ReportCell>)[ReportCell.Count(failure.Row), failure.Architecture ?? "", failure.Reason])]),
        ],
    };

    private (MetricScore Score, double Truth)[] Pairs(string metric) =>
        [.. _scored.Where(pair => pair.Result.Metrics.ContainsKey(metric)).Select(pair => (pair.Result.Metrics[metric], pair.Entry.Truth))];

    private static string Axis(string metric, (MetricScore Score, double Truth)[] pairs) => StudyAxes.Metric(metric, pairs.Select(pair => pair.Score));

    private static string FileName(string metric) => string.Concat(metric.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-'));
}
