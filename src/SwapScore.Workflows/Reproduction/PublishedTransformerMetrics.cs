using SwapScore.Studies;

namespace SwapScore.Workflows.Reproduction;

/// <summary>The metrics of Table I: their numbers in the paper, and the columns of the table in which their authors publish the values.</summary>
/// <param name="Name">Name in Table I.</param>
/// <param name="Paper">The number of Table I.</param>
/// <param name="Column">Name of the column; null where none is published.</param>
/// <param name="Ours">Our metric.</param>
internal sealed record PublishedTransformerMetrics(string Name, double Paper, string? Column, string Ours)
{
    private const string Normalized = "-normalized";

    public static IReadOnlyList<PublishedTransformerMetrics> All { get; } =
    [
        new("SWAP-Score", PublishedNumbers.FlexiBert, null, "swap"),
        new("Attention confidence", .666, "head-confidence", "attention-confidence"),
        new("Number of parameters", .652, "number-of-parameters", "parameters"),
        new("Synaptic saliency", .177, "synaptic-saliency", "synaptic-saliency-faithful"),
        new("Synaptic diversity", .169, "synaptic-diversity", "synaptic-diversity-faithful"),
        new("Head importance", .162, "head-importance", "head-importance-faithful"),
        new("Softmax confidence", .055, "head-softmax-confidence", "softmax-confidence"),
        new("Activation distance", .031, "activation-distance", "activation-distance"),
        new("Jacobian", .016, "jacobian-score", "jacobian-score-faithful"),
        new("DSS indicator", -.071, null, "dss"),
    ];

    /// <summary>Every published column, as a study names it.</summary>
    public static IEnumerable<string> Columns => All.SelectMany(metric => metric.TableColumns).Select(column => TableMetric.Prefix + column);

    /// <summary>The columns of one metric: as computed, and normalised where there is one.</summary>
    public IEnumerable<string> TableColumns =>
        Column is null ? [] : Column == "number-of-parameters" ? [Column] : [Column, Column + Normalized];

    /// <summary>The normalised column; null where there is none.</summary>
    public string? NormalizedColumn => TableColumns.Skip(1).FirstOrDefault();
}
