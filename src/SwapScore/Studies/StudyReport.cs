using System.Collections.ObjectModel;
using System.Text.Json.Nodes;
using SwapScore.Evaluation;
using SwapScore.Metrics.Aggregates;
using SwapScore.Truth;
using SwapScore.Values;

namespace SwapScore.Studies;

/// <summary>The findings of a study: correlations, baselines, rows and failures.</summary>
public sealed record StudyReport
{
    /// <summary>The study: space, table, metrics and samples.</summary>
    public required StudyDefinition Definition { get; init; }

    /// <summary>Architectures with scores.</summary>
    public required int Architectures { get; init; }

    /// <summary>The aggregates, the metrics asked for, each in the order asked for, then the trivial baselines not asked for.</summary>
    public required ValueList<MetricCorrelation> Correlations { get; init; }

    /// <summary>All pairs of metrics but those of two baselines: which of them ranks better. Computed when first asked for.</summary>
    public IReadOnlyList<StudyComparison> Comparisons => Statistics?.Comparisons ?? [];

    /// <summary>
    /// Per metric, by its name: what it is worth for choosing networks. Computed when first asked for, with intervals only where the study was to have them.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyList<ChoiceEstimate>> Choice => Statistics?.Choice ?? ReadOnlyDictionary<string, IReadOnlyList<ChoiceEstimate>>.Empty;

    /// <summary>Per aggregate, by its text: how far each of its metrics ranks the architectures as the others do. Default: none.</summary>
    public ValueDictionary<ValueList<TermAgreement>> Agreements { get; init; } = ValueDictionary<ValueList<TermAgreement>>.Empty;

    /// <summary>Architectures without scores, or without that of a metric, in table order.</summary>
    public required ValueList<RowFailure> Failures { get; init; }

    /// <summary>Rows of the table whose network is cut off from its input: scored and ranked, but not by anything of the samples.</summary>
    public ValueList<int> CutOff { get; init; } = [];

    /// <summary>Every architecture with its evaluation, in table order, failed ones too. Not part of the written report.</summary>
    public ValueList<(StudyEntry Entry, EvaluationResult Result)> Evaluated { get; init; } = [];

    /// <summary>The architectures that have a value of a metric, in table order.</summary>
    /// <param name="metric">Name of the metric.</param>
    public IEnumerable<(StudyEntry Entry, EvaluationResult Result)> ScoredBy(string metric) =>
        Evaluated.Where(pair => pair.Result.Metrics.ContainsKey(metric));

    /// <summary>The metric that ranks best, baselines included; null where none has a correlation.</summary>
    public MetricCorrelation? BestMetric => Correlations.Where(one => !double.IsNaN(one.DirectedSpearman)).MaxBy(one => one.DirectedSpearman);

    /// <summary>How much better one metric ranks than another; null where one is not part of the study.</summary>
    /// <param name="first">Name of a metric.</param>
    /// <param name="second">Name of another one.</param>
    public StudyComparison? Compare(string first, string second) => Statistics?.Compare(first, second);

    /// <summary>What <see cref="Choice"/> and <see cref="Comparisons"/> come from.</summary>
    internal StudyStatistics? Statistics { get; init; }

    /// <summary>Seconds of all threads together, by phase of an evaluation; of a resumed study, those of the last run.</summary>
    public required EvaluationSeconds Seconds { get; init; }

    /// <summary>Seconds from start to end of the last run.</summary>
    public required double TotalSeconds { get; init; }

    /// <summary>Seconds spent on correlations and intervals.</summary>
    public required double StatisticsSeconds { get; init; }

    /// <summary>The report as JSON.</summary>
    public JsonObject ToJson() => StudyReportJson.ToJson(this);

    /// <summary>The report as JSON, without what depends on the machine or on how often the run was interrupted.</summary>
    public JsonObject ToJsonWithoutSeconds() => StudyReportJson.WithoutSeconds(this);
}
