using SwapScore.Engine;
using SwapScore.Networks;
using SwapScore.Patterns;
using SwapScore.Randomness;

namespace SwapScore.Tests.Patterns;

/// <summary>Counts of sub-batches against sets of texts, in both layouts and in groups.</summary>
public sealed class SubBatchesTests
{
    private static readonly Shape Map = new(3, 5, 7);

    public static TheoryData<int, int> Sizes
    {
        get
        {
            var sizes = new TheoryData<int, int>();
            foreach (var samples in (int[])[1, 5, 7, 8, 9, 15, 16, 17, 31, 32, 40, 63, 64, 65, 80, 128, 150])
            {
                sizes.Add(samples, 16);
                sizes.Add(samples, 8);
            }

            return sizes;
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Counts_AnyLayout_AreThoseOfSetsOfTexts(int samples, int size)
    {
        var node = Node();
        var values = Values(samples);
        var expected = Reference(values, samples, size);
        var batches = new SubBatches(samples, size);
        Assert.Equal(Math.Max(1, samples / size), batches.Count);

        batches.Add(Activation.FromRows(node, values, samples));
        Assert.Equal(expected, batches.TakePatterns());
        foreach (var lanes in (int[])[1, 4, 8, 16])
        {
            batches.Add(Activation.FromBlocks(node, Blocks(values, 0, samples, lanes), samples, lanes));
            Assert.Equal(expected, batches.TakePatterns());
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Counts_InGroupsOf16_AreThoseOfTheWholeBatch(int samples, int size)
    {
        var node = Node();
        var values = Values(samples);
        var batches = new SubBatches(samples, size);
        for (var first = 0; first < samples; first += 16)
        {
            var group = Math.Min(16, samples - first);
            batches.Add(Activation.FromBlocks(node, Blocks(values, first, group, 8), group, 8, first));
        }

        Assert.Equal(Reference(values, samples, size), batches.TakePatterns());
    }

    /// <summary>Negative values and zeros have the same sign here.</summary>
    private static long Reference(float[] values, int samples, int size)
    {
        var count = 0L;
        var used = Math.Min(samples, size);
        for (var first = 0; first + used <= samples; first += used)
            count += Enumerable.Range(0, (int)Map.Count)
                .Select(neuron => string.Concat(Enumerable.Range(first, used).Select(sample => values[sample * Map.Count + neuron] > 0 ? '1' : '0')))
                .Distinct().Count();
        return count;
    }

    private static Node Node()
    {
        var builder = new NetworkBuilder("map");
        return builder.Build(builder.Relu(builder.Input(Map))).Activations.Single();
    }

    /// <summary>Many neurons have equal signs: they differ in three bits of their number.</summary>
    private static float[] Values(int samples)
    {
        var draw = RandomKey.FromSeed(samples).Draw();
        var values = new float[samples * Map.Count];
        for (var sample = 0; sample < samples; sample++)
        {
            var level = draw.Next(8);
            for (var neuron = 0; neuron < Map.Count; neuron++)
                values[sample * Map.Count + neuron] = neuron % 8 > level ? 1 + neuron : neuron % 3 == 0 ? 0 : -1;
        }

        return values;
    }

    private static float[] Blocks(float[] rows, int first, int samples, int lanes)
    {
        var blocks = new float[(samples + lanes - 1) / lanes * lanes * Map.Count];
        for (var sample = 0; sample < samples; sample++)
            for (var neuron = 0; neuron < Map.Count; neuron++)
                blocks[(sample / lanes * Map.Count + neuron) * lanes + sample % lanes] = rows[(first + sample) * Map.Count + neuron];
        return blocks;
    }
}
