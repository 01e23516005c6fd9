using System.Globalization;
using SwapScore.Metrics.Aggregates;
using SwapScore.Studies;
using SwapScore.Values;

namespace SwapScore.Workflows.Studies;

/// <summary>What a study found, in sentences.</summary>
internal static class StudySentences
{
    private const int MostListed = 10;

    public static IEnumerable<string> Write(StudyReport report)
    {
        var metrics = Ranked(report, isBaseline: false);
        var baselines = Ranked(report, isBaseline: true);
        var name = report.Definition.Task is { } task ? $"{report.Definition.Study}, {task}" : report.Definition.Study;
        if (metrics is [var best, ..])
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{best.Metric.Name} ranks {report.Architectures:N0} trained architectures of {name} with a Spearman correlation of {best.Correlation.Spearman:0.000} (95 % interval {best.Correlation.SpearmanInterval.Low:0.000} … {best.Correlation.SpearmanInterval.High:0.000}){Others(metrics.Count)}.");
        }
        else
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"No metric ranks the {report.Architectures:N0} architectures of {name}: none of them has a defined correlation.");
        }

        if (baselines is [var baseline, ..])
            yield return string.Create(CultureInfo.InvariantCulture, $"Of the baselines, which need no forward pass, {baseline.Metric.Name} does best: {baseline.Correlation.Spearman:0.000}.");
        if (Verdict(report) is { } verdict) yield return verdict;
        foreach (var sentence in report.Agreements.SelectMany(pair => TermAgreement.Sentences(pair.Key, pair.Value)))
            yield return $"{sentence}.";
        if (report.Failures.Count > 0)
            yield return string.Create(CultureInfo.InvariantCulture, $"{report.Failures.Count:N0} rows have no score, or not of every metric; they are listed with their reasons.");
    }

    /// <summary>Whether the best metric is shown to rank better than the best baseline; null where one of both is missing.</summary>
    public static string? Verdict(StudyReport report)
    {
        var (metric, baseline) = (Best(report, isBaseline: false), Best(report, isBaseline: true));
        if (metric is null || baseline is null || report.Compare(metric.Metric.Name, baseline.Metric.Name) is not { } found || double.IsNaN(found.PValue)) return null;
        var (first, second) = (metric.Metric.Name, baseline.Metric.Name);
        var numbers = string.Create(
            CultureInfo.InvariantCulture,
            $"the difference of the correlations is {found.Difference:0.000} (95 % interval {found.Interval.Low:0.000} … {found.Interval.High:0.000}, p {(found.PValue < 0.01 ? "< 0.01" : $"= {found.PValue.ToString("0.00", CultureInfo.InvariantCulture)}")})");
        return !found.IsShown ? $"{first} and the best baseline, {second}, cannot be told apart: {numbers}."
            : found.Difference > 0 ? $"{first} ranks better than the best baseline, {second}: {numbers}."
            : $"{first} ranks worse than the best baseline, {second}: {numbers}.";
    }

    /// <summary>Where the time of all threads went.</summary>
    public static string Time(StudyReport report) => string.Create(
        CultureInfo.InvariantCulture,
        $"seconds of all threads: build {report.Seconds.Build:0.00}, initialize {report.Seconds.Initialize:0.00}, forward {report.Seconds.Forward:0.00}, observe {report.Seconds.Observe:0.00}; statistics {report.StatisticsSeconds:0.00}");

    /// <summary>What a user should know of the scores.</summary>
    public static IEnumerable<string> Warnings(StudyReport report)
    {
        if (report.CutOff is [_, ..] cut)
            yield return $"{Rows(cut)} {(cut.Count == 1 ? "is" : "are")} cut off from the input: the scores say nothing of the samples";
        foreach (var disagreement in report.Agreements.SelectMany(pair => TermAgreement.Sentences(pair.Key, pair.Value)))
            yield return disagreement;
    }

    /// <summary>Rows without a score and why, one line each; of many, the first ten and how many more.</summary>
    public static IEnumerable<string> Failures(StudyReport report)
    {
        foreach (var failure in report.Failures.Take(MostListed))
            yield return $"row {failure.Row}: {failure.Reason}";
        if (report.Failures.Count > MostListed) yield return $"and {report.Failures.Count - MostListed} more; the JSON document lists all";
    }

    private static string Rows(ValueList<int> rows)
    {
        var more = rows.Count > MostListed ? $" and {rows.Count - MostListed} more" : "";
        return $"{(rows.Count == 1 ? "row" : "rows")} {string.Join(", ", rows.Take(MostListed))}{more}";
    }

    private static MetricCorrelation? Best(StudyReport report, bool isBaseline) =>
        report.Correlations.Where(one => one.IsBaseline == isBaseline && !double.IsNaN(one.DirectedSpearman)).MaxBy(one => one.DirectedSpearman);

    private static string Others(int count) => count == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $", best of {count} metrics");

    private static List<MetricCorrelation> Ranked(StudyReport report, bool isBaseline) =>
        [.. report.Correlations.Where(one => one.IsBaseline == isBaseline && !double.IsNaN(one.Correlation.Spearman)).OrderByDescending(one => Math.Abs(one.Correlation.Spearman))];
}
