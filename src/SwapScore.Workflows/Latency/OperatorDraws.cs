using SwapScore.Networks;
using SwapScore.Randomness;
using SwapScore.Spaces;

namespace SwapScore.Workflows.Latency;

/// <summary>Networks drawn from a space at full size, to find out what operators there are.</summary>
internal static class OperatorDraws
{
    // Draws in a row without a new operator, after which there are hardly any left.
    private const int Fruitless = 300;
    private const int Most = 20_000;

    /// <summary>The named architectures and some drawn ones.</summary>
    /// <param name="space">The space.</param>
    /// <param name="task">The task of the networks.</param>
    /// <param name="count">Number of drawn ones.</param>
    public static IEnumerable<Network> Sample(ISearchSpace space, SpaceTask task, int count)
    {
        var size = space.FullSizes(task)[0];
        var drawn = Enumerable.Range(0, count).Select(number => space.Sample(RandomKey.FromSeed(number)));
        return space.Named.Select(named => named.Architecture).Concat(drawn).Select(architecture => size.Build(architecture));
    }

    /// <summary>The operators of a space: of networks drawn until many in a row bring nothing new.</summary>
    /// <param name="space">The space.</param>
    /// <param name="task">The task of the networks.</param>
    /// <param name="cancellation">Ends it.</param>
    public static IReadOnlyList<NetworkOperator> FindAll(ISearchSpace space, SpaceTask task, CancellationToken cancellation)
    {
        var found = new Dictionary<OperatorKey, NetworkOperator>();
        var fruitless = 0;
        foreach (var network in Sample(space, task, Most))
        {
            cancellation.ThrowIfCancellationRequested();
            var before = found.Count;
            foreach (var one in NetworkOperators.Read(network))
                found.TryAdd(one.Key, one);
            fruitless = found.Count > before ? 0 : fruitless + 1;
            if (fruitless == Fruitless) break;
        }

        return [.. found.Values];
    }
}
