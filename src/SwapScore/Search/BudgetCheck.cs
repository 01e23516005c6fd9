using SwapScore.Networks;
using SwapScore.Randomness;
using SwapScore.Search.Objectives;
using SwapScore.Spaces;

namespace SwapScore.Search;

/// <summary>Whether architectures are within a budget, and how to get there from one that is not.</summary>
/// <param name="space">The space.</param>
/// <param name="size">The network the budget is of.</param>
/// <param name="budget">The budget.</param>
/// <param name="latency">Measures latencies.</param>
internal sealed class BudgetCheck(ISearchSpace space, FullSize size, SearchBudget budget, Func<Network, double> latency)
{
    // Neighbours tried in a row without getting smaller: none of the spaces has a dead end this wide.
    private const int MaximumFruitlessSteps = 100;

    private readonly Dictionary<string, (long Parameters, long Flops, long Bytes)> _costs = [];
    private readonly Dictionary<string, double> _seconds = [];
    private readonly List<(IArchitecture Architecture, double Seconds)> _measured = [];

    /// <summary>Latencies measured since the last time this was asked.</summary>
    public IReadOnlyList<(IArchitecture Architecture, double Seconds)> TakeMeasured()
    {
        var measured = _measured.ToList();
        _measured.Clear();
        return measured;
    }

    /// <summary>Notes a latency an earlier run has measured.</summary>
    public void Remember(string architecture, double seconds) => _seconds[architecture] = seconds;

    /// <summary>The latency of an architecture, if it was measured.</summary>
    public double? SecondsOf(IArchitecture architecture) => _seconds.TryGetValue(architecture.Text, out var seconds) ? seconds : null;

    public bool IsWithin(IArchitecture architecture) =>
        !budget.IsLimited || Excess(architecture) <= 1 && (budget.Seconds is not { } most || Seconds(architecture) <= most);

    /// <summary>Trainable parameters at full size.</summary>
    public long ParametersOf(IArchitecture architecture) => CostsOf(architecture).Parameters;

    /// <summary>Multiply-adds for one sample at full size.</summary>
    public long FlopsOf(IArchitecture architecture) => CostsOf(architecture).Flops;

    /// <summary>Bytes that the activations of one sample take at most at one time, at full size.</summary>
    public long BytesOf(IArchitecture architecture) => CostsOf(architecture).Bytes;

    /// <summary>The latency of an architecture; it is measured once.</summary>
    public double MeasureSeconds(IArchitecture architecture) => Seconds(architecture);

    /// <summary>
    /// A neighbour of neighbours within the budget, each cheaper than the last; null where there is no way down. After a latency that is too long, the next one is
    /// measured where multiply-adds are as much fewer as it has to be shorter.
    /// </summary>
    public IArchitecture? Reduced(IArchitecture architecture, Func<RandomKey> nextKey)
    {
        var (fruitless, enough) = (0, (double?)null);
        while ((enough is { } flops && FlopsOf(architecture) > flops) || !IsWithin(architecture))
        {
            if (budget.Seconds is { } most && SecondsOf(architecture) is { } seconds)
                enough = Math.Min(enough ?? double.PositiveInfinity, FlopsOf(architecture) * most / seconds);
            var neighbour = space.Mutate(architecture, nextKey());
            if (Cost(neighbour) < Cost(architecture)) (architecture, fruitless) = (neighbour, 0);
            else if (++fruitless > MaximumFruitlessSteps) return IsWithin(architecture) ? architecture : null;
        }

        return architecture;
    }

    /// <summary>Refuses a budget nothing is within, naming the cheapest architecture there is a way down to.</summary>
    /// <exception cref="UsageException">Nothing is within the budget.</exception>
    public void RequireFeasible(IEnumerable<IArchitecture> starts, Func<RandomKey> nextKey)
    {
        if (!budget.IsLimited) return;
        var ends = starts.Select(start => Cheapest(start, nextKey)).DistinctBy(end => end.Text).ToList();
        if (ends.Exists(IsWithin)) return;
        var cheapest = ends.OrderBy(Cost).ThenBy(end => budget.Seconds is null ? 0 : Seconds(end)).First();
        var (parameters, flops, bytes) = CostsOf(cheapest);
        var nearest = budget with
        {
            Parameters = budget.Parameters is null ? null : parameters,
            Flops = budget.Flops is null ? null : flops,
            Bytes = budget.Bytes is null ? null : bytes,
            Seconds = budget.Seconds is null ? null : Seconds(cheapest),
        };
        throw new UsageException(
            $"no architecture of {space.Name} has {budget} ({size.Name}: {size.Description})",
            $"the cheapest one found needs {nearest.ToString()["at most ".Length..]}: {cheapest.Text}");
    }

    private IArchitecture Cheapest(IArchitecture architecture, Func<RandomKey> nextKey)
    {
        for (var fruitless = 0; fruitless <= MaximumFruitlessSteps; fruitless++)
        {
            var neighbour = space.Mutate(architecture, nextKey());
            if (Cost(neighbour) < Cost(architecture)) (architecture, fruitless) = (neighbour, 0);
        }

        return architecture;
    }

    /// <summary>How many times over the budget an architecture is, by what can be counted.</summary>
    private double Excess(IArchitecture architecture)
    {
        if (budget.Parameters is null && budget.Flops is null && budget.Bytes is null) return 0;
        var (parameters, flops, bytes) = CostsOf(architecture);
        return Math.Max(Share(parameters, budget.Parameters), Math.Max(Share(flops, budget.Flops), Share(bytes, budget.Bytes)));

        static double Share(long cost, long? limit) => (double)cost / (limit ?? long.MaxValue);
    }

    /// <summary>What a way down reduces: the excess; multiply-adds stand for latency, which would have to be measured.</summary>
    private double Cost(IArchitecture architecture)
    {
        var excess = Excess(architecture);
        return excess > 1 || budget.Seconds is null ? excess : CostsOf(architecture).Flops / (double)long.MaxValue;
    }

    private (long Parameters, long Flops, long Bytes) CostsOf(IArchitecture architecture)
    {
        if (_costs.TryGetValue(architecture.Text, out var costs)) return costs;
        var network = size.Build(architecture);
        return _costs[architecture.Text] = (network.Parameters, network.Flops(), ActivationMemory.PeakBytes(network));
    }

    private double Seconds(IArchitecture architecture)
    {
        if (_seconds.TryGetValue(architecture.Text, out var known)) return known;
        var seconds = latency(size.Build(architecture));
        _measured.Add((architecture, seconds));
        return _seconds[architecture.Text] = seconds;
    }
}
