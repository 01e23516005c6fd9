using System.Collections.Immutable;
using SwapScore.Values;

namespace SwapScore.Search.Pruning;

/// <summary>Ranks the operations of a round and chooses what every edge loses.</summary>
internal static class PruningOrder
{
    private const int Digits = 3;

    // What is lost where nothing can be measured; the regions of a network that can be measured are finite.
    private static readonly (double Ntk, double Regions) Lost = (double.NegativeInfinity, double.PositiveInfinity);

    // Means of equal numbers in another order are equal.
    private const int DigitsOfMeans = 9;

    /// <summary>The relative losses, each to three decimals, of both measures, the mean of the repeats.</summary>
    /// <param name="with">The network with the operation; measured.</param>
    /// <param name="without">The network without it. One that cannot be measured has lost everything.</param>
    public static (double Ntk, double Regions) Change(SuperNetworkMeasurement with, SuperNetworkMeasurement without) => without.Failure is null
        ? (Change(with.Ntk, without.Ntk), Change(with.Regions, without.Regions))
        : Lost;

    /// <summary>The relative loss of one measure. A value that is not finite is the limit of large ones.</summary>
    public static double Change(ValueList<double> with, ValueList<double> without) =>
        Math.Round(with.Zip(without, (before, after) => Math.Round(Change(before, after), Digits)).Average(), DigitsOfMeans);

    /// <summary>
    /// The least important first; of each set of rivals the first ones go, but never one without which the network cannot be measured.
    /// </summary>
    /// <param name="step">What may be removed.</param>
    /// <param name="losses">Both changes of each.</param>
    public static ImmutableArray<OperationImportance> Rank(PruningStep step, IEnumerable<(double Ntk, double Regions)> losses)
    {
        var changes = step.Removals.Zip(losses, (removal, loss) => (removal.Edge, removal.Operation, loss.Ntk, loss.Regions)).ToList();
        var byNtk = changes.Select(change => change.Ntk).Distinct().OrderDescending().ToList();
        var byRegions = changes.Select(change => change.Regions).Distinct().Order().ToList();
        var ordered = changes
            .Select(change => (Change: change, Ntk: byNtk.IndexOf(change.Ntk), Regions: byRegions.IndexOf(change.Regions)))
            .OrderBy(one => one.Ntk + one.Regions).ThenBy(one => one.Ntk).ThenBy(one => one.Change.Edge).ThenBy(one => one.Change.Operation)
            .ToList();
        var pruned = ordered.Select(one => one.Change).GroupBy(change => step.RivalsOf(change.Edge))
            .SelectMany(rivals => rivals.Take(step.Lost(rivals.Count()))).Where(change => change.Regions != Lost.Regions).ToHashSet();
        return
        [
            .. ordered.Select(one => new OperationImportance(
                one.Change.Edge, one.Change.Operation, one.Change.Ntk, one.Change.Regions, one.Ntk + one.Regions, pruned.Contains(one.Change))),
        ];
    }

    private static double Change(double before, double after) => (double.IsFinite(before), double.IsFinite(after)) switch
    {
        (true, true) => (before - after) / before,
        (true, false) => double.NegativeInfinity,
        (false, true) => 1,
        _ => 0,
    };
}
