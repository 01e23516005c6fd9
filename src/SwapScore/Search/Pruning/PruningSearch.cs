using System.Runtime.CompilerServices;
using SwapScore.Evaluation;
using SwapScore.Metrics.LinearRegions;
using SwapScore.Spaces;

namespace SwapScore.Search.Pruning;

/// <summary>
/// Prunes the super-network of a space until every edge has one operation. In a round the network is measured without each of its operations in
/// turn; every edge loses those whose removal improves the condition number of the neural tangent kernel most and costs the fewest linear regions.
/// Where architectures have only some of the edges, edges are removed in the same way, in one round per group.
/// </summary>
/// <remarks>
/// Chen, Gong, Wang: Neural Architecture Search on ImageNet in Four GPU Hours (ICLR 2021), Algorithm 1. As in the published code, a network without
/// an operation keeps the weights of all others. The published code draws new weights and samples for every comparison; we use the same ones for a
/// whole search.
/// </remarks>
/// <param name="space">The space whose operations are pruned.</param>
/// <param name="task">One of its tasks.</param>
/// <param name="evaluator">What measures; it must know <see cref="SuperNetworksOf"/> the space, and the metric <c>ntk</c>.</param>
/// <param name="options">Operations per round, repeats and seed.</param>
/// <param name="batchFingerprint">Fingerprint of the samples.</param>
public sealed class PruningSearch(IPrunableSpace space, SpaceTask task, IEvaluator evaluator, PruningOptions options, string batchFingerprint)
{
    /// <summary>The smallest side of images, in pixels: linear regions are those of crops of this side.</summary>
    public const int SmallestSide = LinearRegionsMeasure.Side;

    internal const string Ntk = "ntk";
    internal const string Regions = "linear-regions";

    private readonly PruningOptions _options = options.Validated();
    private readonly ISearchSpace _superNetworks = SuperNetworksOf(space);
    private readonly Dictionary<string, SuperNetworkMeasurement> _earlier = [];
    private readonly List<SuperNetworkMeasurement> _measured = [];
    private SuperNetwork? _last;

    /// <summary>The super-networks of a space as a space of their own, which an evaluator must know to measure them.</summary>
    /// <param name="space">The space whose operations are pruned.</param>
    public static ISearchSpace SuperNetworksOf(IPrunableSpace space) => new SuperNetworkSpace(space);

    /// <summary>Metrics, repeats and seed of every measurement.</summary>
    public EvaluationOptions Evaluation { get; } = options.Evaluation;

    /// <summary>Upper limit of the networks that the whole search measures.</summary>
    public int Measurements
    {
        get
        {
            var total = 0;
            var left = space.PrunableEdges.Select(edge => edge.Operations.Count).ToArray();
            while (left.Any(count => count > 1))
            {
                total += 1 + left.Where(count => count > 1).Sum();
                left = [.. left.Select(count => Math.Max(1, count - _options.PerRound))];
            }

            return total + space.EdgeGroups.Where(group => group.Edges.Count > group.Kept).Sum(group => 1 + group.Edges.Count);
        }
    }

    /// <summary>Number of networks measured so far, those of an earlier run among them.</summary>
    public int Measured => _measured.Count;

    /// <summary>What was measured so far, in order.</summary>
    internal IReadOnlyList<SuperNetworkMeasurement> Results => _measured;

    /// <summary>The architecture that is left; null until the search has ended.</summary>
    public IArchitecture? Found => _last is null ? null : space.Chosen(_last.Operations);

    /// <summary>Notes what an earlier search with the same options has measured, so that it need not be measured again.</summary>
    internal void Remember(SuperNetworkMeasurement measurement) => _earlier[measurement.Architecture] = measurement;

    /// <summary>Runs the search, and yields its rounds. After the last an architecture is left.</summary>
    /// <param name="history">Holds what an earlier run has measured, and keeps what this one measures; null to keep nothing. Default: null.</param>
    /// <param name="progress">Is told after every measured network. Default: null.</param>
    /// <param name="cancellation">Stops the measurements in progress.</param>
    /// <exception cref="UnavailableException">The evaluator needs libtorch, and it is not there.</exception>
    /// <exception cref="SwapScoreException">
    /// Of kind <see cref="FaultKind.Search"/>: the present network cannot be measured, or none of its operations can be removed; the message says why.
    /// </exception>
    public async IAsyncEnumerable<PruningRound> RunAsync(
        SearchHistory? history = null, IProgress<WorkProgress>? progress = null, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        foreach (var earlier in history?.Measured ?? [])
            Remember(earlier);
        var present = SuperNetwork.Full(space.PrunableEdges);
        for (var round = 1; PruningStep.Next(present, space.EdgeGroups, _options.PerRound) is { } step; round++)
        {
            var networks = step.Removals.Select(removal => present.Without(removal.Edge, removal.Operation)).Prepend(present).ToList();
            var measured = new List<SuperNetworkMeasurement>();
            await foreach (var one in MeasureAsync(networks, cancellation).ConfigureAwait(false))
            {
                measured.Add(one);
                _measured.Add(one);
                if (!_earlier.ContainsKey(one.Architecture)) history?.Append(one);
                progress?.Report(new WorkProgress(Measured, Measurements, $"round {round}"));
                if (measured is [{ Failure: { } failure }])
                    throw new PruningException($"the super-network of round {round} cannot be measured: {failure}", $"it is {one.Architecture}");
            }

            var whole = measured[0];
            var order = PruningOrder.Rank(step, measured.Skip(1).Select(without => PruningOrder.Change(whole, without)));
            if (!order.Any(one => one.IsPruned))
                throw new PruningException($"no operation can be removed in round {round}: {measured[1].Failure}", $"what is left is {present}");
            present = order.Where(one => one.IsPruned).Aggregate(present, (network, one) => network.Without(one.Edge, one.Operation));
            yield return new PruningRound(round, whole.Ntk.Average(), whole.Regions.Average(), order, present);
        }

        _last = present;
    }

    /// <summary>Measures what is not remembered; in the order of the networks.</summary>
    private async IAsyncEnumerable<SuperNetworkMeasurement> MeasureAsync(
        IReadOnlyList<SuperNetwork> networks, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var requests = networks.Where(network => !_earlier.ContainsKey(network.Text)).Select(Request).ToList();
        await using var results = evaluator.EvaluateAsync(requests, cancellation).GetAsyncEnumerator(cancellation);
        foreach (var network in networks)
        {
            if (_earlier.TryGetValue(network.Text, out var earlier))
                yield return earlier;
            else if (await results.MoveNextAsync().ConfigureAwait(false))
                yield return Measurement(results.Current);
        }
    }

    private static SuperNetworkMeasurement Measurement(EvaluationResult result) => result.Missing is { } failure
        ? new(result.Request.Architecture, [], [], failure)
        : new(result.Request.Architecture, result.Metrics[Ntk].Values, result.Metrics[Regions].Values);

    private EvaluationRequest Request(SuperNetwork network) => new(_superNetworks.Name, network.Text, Evaluation, batchFingerprint) { Task = task.Name };
}
