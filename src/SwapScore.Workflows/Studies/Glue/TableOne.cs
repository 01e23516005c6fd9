using SwapScore.Statistics;
using SwapScore.Studies;
using SwapScore.Values;
using SwapScore.Workflows.Tables;

namespace SwapScore.Workflows.Studies.Glue;

/// <summary>
/// Table I of the SWAP-Score paper, whose column "Spearman" is read beside every coefficient the published values really have with GLUE.
/// </summary>
/// <param name="Metric">Name of the metric.</param>
/// <param name="Column">Its column in the table of published values; with "-normalized" that of the normalised form.</param>
/// <param name="Printed">What Table I prints.</param>
internal sealed record TableOne(string Metric, string Column, double Printed)
{
    private const double Rounding = 0.0006;

    /// <summary>The metrics of the table that have published values.</summary>
    public static IReadOnlyList<TableOne> All { get; } =
    [
        new("parameters", "number-of-parameters", 0.652),
        new("attention-confidence", "head-confidence", 0.666),
        new("synaptic-saliency", "synaptic-saliency", 0.177),
        new("synaptic-diversity", "synaptic-diversity", 0.169),
        new("head-importance", "head-importance", 0.162),
        new("softmax-confidence", "head-softmax-confidence", 0.055),
        new("activation-distance", "activation-distance", 0.031),
        new("jacobian-score", "jacobian-score", 0.016),
    ];

    /// <summary>The coefficients of one metric's published values with the truth, plain and normalised.</summary>
    /// <param name="entries">The encoders; those without a value are left out.</param>
    public Coefficients Of(IReadOnlyList<StudyEntry> entries)
    {
        var (plain, plainPearson) = Between(entries, Column);
        var (normalised, normalisedPearson) = Between(entries, $"{Column}-normalized");
        return new Coefficients(this, plain, normalised, plainPearson, normalisedPearson);
    }

    private static (double Spearman, double Pearson) Between(IReadOnlyList<StudyEntry> entries, string column)
    {
        var known = entries.Where(entry => entry.Published.ContainsKey(column)).ToArray();
        if (known.Length < 2) return (double.NaN, double.NaN);
        var (values, truth) = (Array.ConvertAll(known, entry => entry.Published[column]), Array.ConvertAll(known, entry => entry.Truth));
        return (Statistics.Correlation.ComputeSpearman(values, truth), Correlation.ComputePearson(values, truth));
    }

    /// <summary>Coefficients of the published values of a metric.</summary>
    internal sealed record Coefficients(TableOne Row, double Plain, double Normalized, double PlainPearson, double NormalizedPearson)
    {
        /// <summary>The statistic that Table I prints for this metric, in words; of several within rounding the nearest.</summary>
        public string Statistic
        {
            get
            {
                var (name, value) = new[]
                {
                    ("Spearman", Plain), ("Spearman, normalised", Normalized), ("|Pearson|", PlainPearson), ("|Pearson|, normalised", NormalizedPearson),
                }.MinBy(pair => Distance(pair.Item2));
                return double.IsNaN(value) ? "unknown" : Distance(value) < Rounding ? name : $"near {name}";
            }
        }

        public ValueList<Cell> AsRow() =>
        [
            Row.Metric, new CoefficientCell(Row.Printed), Statistic,
            new CoefficientCell(Plain), new CoefficientCell(Normalized), new CoefficientCell(PlainPearson), new CoefficientCell(NormalizedPearson),
        ];

        private double Distance(double coefficient) => double.IsNaN(coefficient) ? double.MaxValue : Math.Abs(Math.Abs(coefficient) - Row.Printed);
    }
}
