namespace SwapScore.Metrics.Aggregates;

/// <summary>How far one metric of an aggregate ranks a pool of networks as the others do together.</summary>
/// <param name="Metric">Name of the metric.</param>
/// <param name="Spearman">Spearman's correlation of what it adds with what the others add; NaN where it is not defined, and for fewer than 5 networks.</param>
public sealed record TermAgreement(string Metric, double Spearman)
{
    /// <summary>The fewest networks that can be said to agree or not.</summary>
    internal const int FewestNetworks = 5;

    /// <summary>Whether it ranks against the others.</summary>
    public bool IsDisagreement => Spearman < 0;

    /// <summary>What a user should know of the metrics of an aggregate: those that disagree, in one line each.</summary>
    /// <param name="aggregate">Text of the aggregate.</param>
    /// <param name="agreements">Its metrics.</param>
    public static IEnumerable<string> Sentences(string aggregate, IEnumerable<TermAgreement> agreements) =>
        agreements.Where(one => one.IsDisagreement).Select(one => FormattableString.Invariant(
            $"{one.Metric} disagrees with the rest of {aggregate}: Spearman {one.Spearman:0.00} with the others together"));
}
