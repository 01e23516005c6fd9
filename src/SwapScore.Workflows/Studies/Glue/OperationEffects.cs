using SwapScore.Studies;
using SwapScore.Values;
using SwapScore.Workflows.Tables;

namespace SwapScore.Workflows.Studies.Glue;

/// <summary>
/// How the number of layers with an operation correlates with the truth, among encoders of equal width and depth. The published training never
/// took the branch that would have built another operation than attention, so that chance is all that should be seen.
/// </summary>
/// <param name="Strata">Encoders of equal width and depth.</param>
internal sealed record OperationEffects(IReadOnlyList<OperationEffects.Stratum> Strata)
{
    private static readonly (string Name, string[] Counted)[] Operations =
        [("sdp", ["sdp"]), ("wma", ["wma"]), ("dft", ["dft"]), ("dct", ["dct"]), ("dft or dct", ["dft", "dct"]), ("dsc", ["dsc5", "dsc9", "dsc13"])];

    /// <summary>The correlations of one stratum, in the order of the operations.</summary>
    internal sealed record Stratum(string Name, int Encoders, IReadOnlyList<double> Spearman)
    {
        /// <summary>Standard error of a correlation of nothing: 1/√(n − 1).</summary>
        public double StandardError => 1 / Math.Sqrt(Encoders - 1);
    }

    /// <summary>The largest correlation of any operation in any stratum, its sign removed, in standard errors of chance.</summary>
    public double Largest => Strata.SelectMany(stratum => stratum.Spearman.Select(value => Math.Abs(value) / stratum.StandardError)).Where(double.IsFinite).DefaultIfEmpty().Max();

    /// <summary>How many correlations there are.</summary>
    public int Count => Strata.Sum(stratum => stratum.Spearman.Count(double.IsFinite));

    public static OperationEffects Create(IReadOnlyList<StudyEntry> entries) => new(
    [
        .. entries.GroupBy(GlueDetails.Stratum).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group =>
        {
            var truth = group.Select(entry => entry.Truth).ToArray();
            var encoders = group.Select(GlueDetails.Numbers).ToArray();
            return new Stratum(group.Key, truth.Length,
            [
                .. Operations.Select(operation => truth.Length < 2
                    ? double.NaN
                    : Statistics.Correlation.ComputeSpearman(Array.ConvertAll(encoders, encoder => operation.Counted.Sum(name => encoder[name])), truth)),
            ]);
        }),
    ]);

    public Table AsTable() => new(
        [
            Column.Text("Stratum", "stratum"), Column.Number("Encoders", "encoders"),
            .. Operations.Select(operation => Column.Number(operation.Name, operation.Name)), Column.Number("s.e. of chance", "standardError"),
        ],
        [.. Strata.Select(stratum => (ValueList<Cell>)
        [
            stratum.Name, stratum.Encoders, .. stratum.Spearman.Select(value => new CoefficientCell(value)), new CoefficientCell(stratum.StandardError),
        ])]);
}
