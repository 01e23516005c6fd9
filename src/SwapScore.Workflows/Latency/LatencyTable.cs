using SwapScore.Networks;
using SwapScore.Spaces;

namespace SwapScore.Workflows.Latency;

/// <summary>
/// Latencies of the operators that networks of a space are made of, measured one by one on some device, and estimates of whole networks from them:
/// <c>session + scale · Σ (operator − session)</c>. The scale is the median over some networks that were measured as a whole, since operators within a
/// network find caches and layouts other than alone. Networks whose own passes lie far apart count only where steady ones are few.
/// </summary>
internal sealed class LatencyTable
{
    // Networks whose passes spread by more of their median say little of the scale, unless there are no others.
    private const double MostSpread = 0.25;
    private const int FewestNetworks = 3;

    private readonly Dictionary<OperatorKey, LatencyRow> _rows;
    private readonly Lazy<double> _scale;

    /// <param name="path">Path of its file, for messages.</param>
    /// <param name="conditions">Of what, where and how it was measured.</param>
    /// <param name="rows">The lines; of equal keys the last one counts.</param>
    public LatencyTable(string path, LatencyConditions conditions, IEnumerable<LatencyRow> rows)
    {
        (Path, Conditions, _rows) = (path, conditions, []);
        foreach (var row in rows)
            _rows[row.Key] = row;
        _scale = new Lazy<double>(() => Scale(Steady));
    }

    /// <summary>Path of the file.</summary>
    public string Path { get; }

    /// <summary>Of what, where and how it was measured.</summary>
    public LatencyConditions Conditions { get; }

    /// <summary>All lines.</summary>
    public IReadOnlyCollection<LatencyRow> Rows => _rows.Values;

    /// <summary>The networks that were measured as a whole.</summary>
    public IReadOnlyList<LatencyRow> Networks => [.. Rows.Where(row => row.IsNetwork)];

    /// <summary>Those among them that the scale comes from.</summary>
    public IReadOnlyList<LatencyRow> Steady =>
        Networks.Where(row => row.Spread <= MostSpread * row.Seconds).ToList() is { Count: >= FewestNetworks } steady ? steady : Networks;

    /// <summary>Seconds of the empty session; 0 before it was measured.</summary>
    private double Session => _rows.TryGetValue(LatencyRow.Session, out var row) ? row.Seconds : 0;

    /// <summary>Whether an operator was measured.</summary>
    public bool Has(OperatorKey key) => _rows.ContainsKey(key);

    /// <summary>The operators of a network that were not measured.</summary>
    /// <param name="network">The network.</param>
    public IEnumerable<OperatorKey> Missing(Network network) => NetworkOperators.Read(network).Select(one => one.Key).Distinct().Where(key => !Has(key));

    /// <summary>What the operators of a network take together, in seconds, each without the empty session.</summary>
    /// <param name="network">A network none of whose operators is missing.</param>
    public double Sum(Network network) => NetworkOperators.Read(network).Sum(one => Math.Max(0, _rows[one.Key].Seconds - Session));

    /// <summary>The estimate of a network, in seconds.</summary>
    /// <param name="network">The network.</param>
    /// <exception cref="InputException">The table lacks some of its operators; the message names them.</exception>
    public double Estimate(Network network)
    {
        LatencyHoles.Refuse(this, Missing(network));
        return Session + _scale.Value * Sum(network);
    }

    /// <summary>
    /// How far estimates of <see cref="Steady"/> networks are off on average, as a share of what was measured; each is estimated by the scale of the others.
    /// Null for fewer than three.
    /// </summary>
    public double? Error => Steady is { Count: >= FewestNetworks } networks
        ? networks.Average(one => Math.Abs((Session + Scale([.. networks.Where(other => other != one)]) * one.Sum!.Value) / one.Seconds - 1))
        : null;

    /// <summary>The median spread of the operators, or that of the whole networks where it is larger, as a share of their latency.</summary>
    public double Spread => Math.Max(SpreadOf(Rows.Where(row => !row.IsNetwork)), SpreadOf(Networks));

    private static double SpreadOf(IEnumerable<LatencyRow> rows) => Middle([.. rows.Where(row => row.Seconds > 0).Select(row => row.Spread / row.Seconds)], otherwise: 0);

    /// <summary>Refuses a table of another space, and one whose measuring was not finished.</summary>
    /// <param name="space">The space of the networks to be estimated.</param>
    /// <exception cref="InputException">The table does not fit.</exception>
    public void RequireSpace(ISearchSpace space)
    {
        var (own, asked) = (Conditions.Space, space.VariantOf ?? space.Name);
        if (own != asked) throw new InputException($"{Path} holds latencies of {own}, not of {asked}", $"measure a table of {asked}, or take networks of {own}");
        if (Networks.Count == 0) throw new InputException($"{Path} holds no network that was measured as a whole: its measuring was not finished", Remedy.MeasureLatencies(Path));
    }

    /// <summary>Refuses what <see cref="RequireSpace"/> does, and a table that lacks operators of networks drawn from the space.</summary>
    /// <param name="space">The space of the networks to be estimated.</param>
    /// <param name="task">Their task.</param>
    /// <exception cref="InputException">The table does not fit.</exception>
    public void RequireFit(ISearchSpace space, SpaceTask task)
    {
        RequireSpace(space);
        LatencyHoles.Refuse(this, OperatorDraws.Sample(space, task, LatencyHoles.Drawn).SelectMany(Missing).Distinct());
    }

    private double Scale(IReadOnlyList<LatencyRow> networks) =>
        Middle([.. networks.Where(row => row.Sum > 0).Select(row => Math.Max(0, row.Seconds - Session) / row.Sum!.Value)], otherwise: 1);

    private static double Middle(List<double> values, double otherwise) =>
        values.Count == 0 ? otherwise : Onnx.Latency.OnnxLatency.Median([.. values.Order()]);
}
