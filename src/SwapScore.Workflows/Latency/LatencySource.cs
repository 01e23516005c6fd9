using System.Globalization;
using System.Text.Json.Nodes;
using SwapScore.Networks;
using SwapScore.Onnx.Latency;
using SwapScore.Spaces;
using SwapScore.Workflows.Composition;

namespace SwapScore.Workflows.Latency;

/// <summary>Where a search takes latencies from: passes on this machine, or a table of operators that may be of another device.</summary>
internal sealed class LatencySource
{
    /// <summary>What passes on this machine are of, for people.</summary>
    public const string Here = "for one sample on one core of this machine";

    private const int PassesOfSearch = 5;

    private readonly PassTimer _timer;
    private readonly LatencyTable? _table;

    private LatencySource(PassTimer timer, LatencyTable? table) => (_timer, _table) = (timer, table);

    /// <summary>The table where one is named, else passes on this machine; null where this machine has nothing to time them with.</summary>
    /// <param name="workflows">The parts of the product.</param>
    /// <param name="path">File of the table; null for none.</param>
    /// <param name="space">The space of the networks.</param>
    /// <param name="task">Their task.</param>
    /// <exception cref="InputException">The table cannot be read, or does not fit.</exception>
    public static LatencySource? Create(WorkflowContext workflows, string? path, ISearchSpace space, SpaceTask task)
    {
        var table = path is null ? null : LatencyTableText.Read(path);
        table?.RequireFit(space, task);
        return workflows.Timer is { } timer ? new LatencySource(timer.Value, table) : null;
    }

    /// <summary>Whether latencies are estimates.</summary>
    public bool IsEstimate => _table is not null;

    /// <summary>Whether latencies can be measured here as the table says they were.</summary>
    public bool IsOfThisMachine => _table is null || _table.Conditions.Device == _timer.Device;

    /// <summary>What the latencies are of, for people.</summary>
    public string Words => _table is { } table
        ? string.Create(CultureInfo.InvariantCulture, $"for {table.Conditions}, estimated from {table.Path}{(table.Error is { } error ? $" (off by {100 * error:F1} % on average over {table.Steady.Count} networks)" : "")}")
        : Here;

    /// <summary>What the latencies depend on beside the machine, for the configuration of a run; null for nothing.</summary>
    public JsonObject? Configuration => _table?.Conditions is { } how
        ? new JsonObject { ["device"] = how.Device, ["threads"] = how.Threads, ["batch"] = how.Batch }
        : null;

    /// <summary>The latency a search goes by, in seconds.</summary>
    /// <param name="network">The network.</param>
    /// <exception cref="InputException">The table lacks some of its operators.</exception>
    public double Seconds(Network network) => _table?.Estimate(network) ?? OnnxLatency.Median(Times(network, PassesOfSearch));

    /// <summary>Times passes on this machine as the latencies were meant, in seconds, shortest first.</summary>
    /// <param name="network">The network.</param>
    /// <param name="passes">Number of passes.</param>
    public IReadOnlyList<double> Times(Network network, int passes) => _timer.Times(
        network, new OnnxLatency { Passes = passes, Threads = _table?.Conditions.Threads ?? 1, Batch = _table?.Conditions.Batch ?? 1 });
}
