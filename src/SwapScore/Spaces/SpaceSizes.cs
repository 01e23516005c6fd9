using SwapScore.Networks;
using SwapScore.Randomness;

namespace SwapScore.Spaces;

/// <summary>The sizes of a space's scoring networks.</summary>
internal static class SpaceSizes
{
    /// <summary>Architectures drawn where nothing else is said.</summary>
    public const int DefaultCount = 500;

    /// <summary>Draws architectures and counts the parameters of their scoring networks.</summary>
    /// <param name="space">The space.</param>
    /// <param name="task">One of its tasks.</param>
    /// <param name="input">Shape of one sample.</param>
    /// <param name="count">How many are drawn, at least 1. Default: 500.</param>
    /// <param name="seed">Which are drawn. Default: 0.</param>
    /// <param name="threads">Threads that share the work, at least 1. It never changes a result. Default: 1.</param>
    /// <returns>Trainable parameters of each (not thousands).</returns>
    /// <exception cref="NetworkException">The input does not suit the space.</exception>
    public static IReadOnlyList<long> Draw(ISearchSpace space, SpaceTask task, Shape input, int count = DefaultCount, long seed = 0, int threads = 1)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        var key = RandomKey.FromSeed(seed);
        var sizes = new long[count];
        try
        {
            Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = threads }, i =>
                sizes[i] = space.BuildScoringNetwork(space.Sample(key.Derive(RandomPurpose.Architecture, i)), task, input).Parameters);
        }
        catch (AggregateException faults) when (faults.InnerExceptions[0] is SwapScoreException fault)
        {
            throw fault;
        }

        return sizes;
    }
}
