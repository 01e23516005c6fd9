using SwapScore.Spaces;
using SwapScore.Truth;
using SwapScore.Values;

namespace SwapScore.Studies;

/// <summary>The architectures of a study, and the rows of its table that cannot be used.</summary>
/// <param name="Usable">Architectures with their ground truth, in table order.</param>
/// <param name="Unusable">Rows that are broken, or whose architecture is malformed.</param>
public sealed record StudyEntries(ValueList<StudyEntry> Usable, ValueList<RowFailure> Unusable)
{
    private const int MaximumNamed = 5;

    /// <summary>Parses the architecture of every row.</summary>
    /// <param name="rows">Number from 1, architecture and ground truth of the rows that could be read.</param>
    /// <param name="broken">The rows that could not.</param>
    /// <param name="space">The space the architectures are of.</param>
    public static StudyEntries Parse(
        IEnumerable<TruthRow> rows, IEnumerable<RowFailure> broken, ISearchSpace space)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(space);
        var usable = new List<StudyEntry>();
        var unusable = new List<RowFailure>(broken);
        foreach (var row in rows)
        {
            try
            {
                var architecture = space.Parse(row.Architecture);
                usable.Add(new StudyEntry(row.Row, row.Architecture, architecture.Text, row.Value) { Published = WithNumbers(row.Published, architecture) });
            }
            catch (UsageException fault)
            {
                unusable.Add(new RowFailure(row.Row, row.Architecture, fault.Message));
            }
        }

        return new StudyEntries([.. usable], [.. unusable.OrderBy(failure => failure.Row)]);
    }

    /// <summary>Rows that hold the architecture of an earlier row, each with that row.</summary>
    public IReadOnlyList<(int Row, int Earlier)> Doubled
    {
        get
        {
            var first = new Dictionary<string, int>();
            return [.. Usable.Where(entry => !first.TryAdd(entry.Architecture, entry.Row)).Select(entry => (entry.Row, first[entry.Architecture]))];
        }
    }

    /// <summary>Stops a study before work when rows are unusable.</summary>
    /// <param name="table">Name of the table.</param>
    /// <exception cref="InputException">There are unusable rows; the message says which and why.</exception>
    public void RequireAllUsable(string table)
    {
        if (Unusable.Count == 0) return;
        var more = Unusable.Count > MaximumNamed ? $"; and {Unusable.Count - MaximumNamed} more" : "";
        throw new InputException(
            $"{table}: {string.Join("; ", Unusable.Take(MaximumNamed).Select(failure => $"row {failure.Row}: {failure.Reason}"))}{more}",
            Remedy.SkipInvalidRows());
    }

    /// <summary>The published values, and the numbers of the architecture whose names are not among them.</summary>
    private static ValueDictionary<double> WithNumbers(ValueDictionary<double> published, IArchitecture architecture) =>
        architecture.Numbers.Count == 0 ? published : ValueDictionary<double>.Create(published.Concat(architecture.Numbers).DistinctBy(column => column.Key));
}
