using SwapScore.Values;
using SwapScore.Workflows.Charts.Rendering;

namespace SwapScore.Workflows.Charts;

/// <summary>
/// Which neurons are active for which samples, a row per sample and a column per neuron. Patterns that repeat an earlier one are pale, and the number
/// of that one stands beside them.
/// </summary>
internal sealed record PatternGrid : Chart
{
    private const int CellHeight = 30;
    private const int Border = 56;

    /// <summary><c>[sample][neuron]</c>: whether the neuron is active.</summary>
    public required ValueList<ValueList<bool>> Active { get; init; }

    /// <summary>Whether the patterns are those of neurons, which are columns, and not of samples, which are rows.</summary>
    public required bool ComparesNeurons { get; init; }

    /// <summary>Numbers of the neurons at which a layer begins, from 0; a gap stands before each. Default: none.</summary>
    public ValueList<int> LayerStarts { get; init; } = [];

    /// <summary>The pattern that each pattern repeats, by its number; null where it is the first of its kind.</summary>
    internal IReadOnlyList<int?> Repeated
    {
        get
        {
            var firsts = new Dictionary<string, int>(StringComparer.Ordinal);
            return [.. Patterns.Select((pattern, i) => firsts.TryAdd(pattern, i) ? (int?)null : firsts[pattern])];
        }
    }

    /// <summary>Number of different patterns.</summary>
    internal int Distinct => Repeated.Count(first => first is null);

    internal override string Findings => ComparesNeurons
        ? $"{Distinct} different columns in {Active[0].Count} neurons: that is the score"
        : $"{Distinct} different rows; there can be no more than the {Active.Count} samples";

    internal override int PlotHeight => (Active.Count + 1) * CellHeight + Border;

    internal override IEnumerable<string> Faults()
    {
        if (Active.Count == 0 || Active.Any(row => row.Count != Active[0].Count || row.Count == 0)) yield return "the rows of the pattern have not one length";
    }

    internal override void Draw(PlotArea area) => new PatternDrawing(this).Draw(area);

    private IEnumerable<string> Patterns => ComparesNeurons
        ? Enumerable.Range(0, Active[0].Count).Select(neuron => string.Concat(Active.Select(row => row[neuron] ? '1' : '0')))
        : Active.Select(row => string.Concat(row.Select(active => active ? '1' : '0')));
}
