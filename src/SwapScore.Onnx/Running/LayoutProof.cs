using SwapScore.Onnx.Graphs;
using SwapScore.Onnx.Samples;

namespace SwapScore.Onnx.Running;

/// <summary>
/// Finds where the samples lie in observed values by running a few samples. A layout is right when every sample has the values it has alone, or, for models
/// whose samples influence each other, when the values change places with the samples.
/// </summary>
/// <param name="run">Runs the model.</param>
/// <param name="given">What the model is fed; decides shapes.</param>
internal sealed class LayoutProof(ProbeRun run, ModelSamples given)
{
    // Runs of other sizes and orders round differently.
    private const float Tolerance = 1e-3f;

    // Values of one sample that are compared at a time.
    private const long ValuesAtOnce = 1 << 24;

    private const int Samples = 3;

    // Draws of weights, and then the weights as given, after which values that still show nothing are believed: they may be the same for all samples.
    private const int Draws = 8;

    // Draws that have to agree: in one of them mixed samples may be cut off by rectifiers.
    private const int Agreeing = 2;

    private static readonly int[][] Orders = [[1, 0, 2], [2, 0, 1]];

    /// <summary>Where the samples lie in a graph that takes any number of them, each with the values it has alone; null where that cannot be shown.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="alone">The graph that says what values a sample has alone.</param>
    /// <param name="possible">The layouts that dimensions allow, by value.</param>
    public Dictionary<string, SampleLayout>? Alone(ModelGraph graph, ModelGraph alone, IReadOnlyDictionary<string, List<SampleLayout>> possible)
    {
        var samples = ProbeSamples.Create(given, Samples);
        return Each(possible, Samples, (values, seed) =>
        {
            var together = run.Together(graph, samples, Samples, values, seed);
            var single = run.Alone(alone, samples, Samples, values, seed);
            return (together, (value, layout) => Enumerable.Range(0, Samples).All(sample => IsSame(together[value], Samples, sample, single[sample][value], 1, 0, layout)));
        });
    }

    /// <summary>Where the samples lie in a graph that takes any number of them, by values that change places with them; null where they do not.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="possible">The layouts that dimensions allow, by value.</param>
    public Dictionary<string, SampleLayout>? Together(ModelGraph graph, IReadOnlyDictionary<string, List<SampleLayout>> possible) => Turned(graph, Samples, Orders, possible);

    /// <summary>Where the samples lie in a graph that insists on a number of them, by values that change places with them; null where they do not.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="batch">How many samples it takes.</param>
    /// <param name="possible">The layouts that dimensions allow, by value.</param>
    public Dictionary<string, SampleLayout>? Fixed(ModelGraph graph, int batch, IReadOnlyDictionary<string, List<SampleLayout>> possible)
    {
        // Reversed, and the second sample brought to the front: no two neighbours stay neighbours in order.
        int[] reversed = [.. Enumerable.Range(0, batch).Reverse()];
        int[] brought = [.. Enumerable.Range(0, batch).OrderBy(place => place % 2 == 0).ThenBy(place => place * 7 % batch)];
        return Turned(graph, batch, [reversed, brought], possible);
    }

    /// <summary>Whether a graph that insists on a number of samples gives each the values another graph gives it.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="batch">How many samples it takes.</param>
    /// <param name="other">The other graph.</param>
    /// <param name="layouts">Where the samples lie, by value.</param>
    /// <param name="isAlone">Whether the other graph is run with one sample at a time, or with as many.</param>
    public bool IsSame(ModelGraph graph, int batch, ModelGraph other, IReadOnlyDictionary<string, SampleLayout> layouts, bool isAlone)
    {
        var samples = ProbeSamples.Create(given, batch);
        return Each(Only(layouts), batch, (values, seed) =>
        {
            var together = run.Together(graph, samples, batch, values, seed);
            if (!isAlone)
            {
                var freed = run.Together(other, samples, batch, values, seed);
                return (together, (value, layout) => Enumerable.Range(0, batch).All(sample => IsSame(together[value], batch, sample, freed[value], batch, sample, layout)));
            }

            var single = run.Alone(other, samples, Math.Min(Samples, batch), values, seed);
            return (together, (value, layout) => Enumerable.Range(0, single.Count).All(sample => IsSame(together[value], batch, sample, single[sample][value], 1, 0, layout)));
        }) is not null;
    }

    /// <summary>Whether a sample has the same values whatever the others are, in a graph that insists on a number of samples.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="batch">How many samples it takes.</param>
    /// <param name="layouts">Where the samples lie, by value.</param>
    public bool IsIndependent(ModelGraph graph, int batch, IReadOnlyDictionary<string, SampleLayout> layouts)
    {
        var samples = ProbeSamples.Create(given, 2 * batch);
        var others = ProbeSamples.Ordered(samples, [0, .. Enumerable.Range(batch, batch - 1)]);
        return Each(Only(layouts), batch, (values, seed) =>
        {
            var together = run.Together(graph, ProbeSamples.Ordered(samples, [.. Enumerable.Range(0, batch)]), batch, values, seed);
            var beside = run.Together(graph, others, batch, values, seed);
            return (together, (value, layout) => IsSame(together[value], batch, 0, beside[value], batch, 0, layout));
        }) is not null;
    }

    private static Dictionary<string, List<SampleLayout>> Only(IReadOnlyDictionary<string, SampleLayout> layouts) =>
        layouts.ToDictionary(pair => pair.Key, pair => (List<SampleLayout>)[pair.Value]);

    private Dictionary<string, SampleLayout>? Turned(ModelGraph graph, int batch, int[][] orders, IReadOnlyDictionary<string, List<SampleLayout>> possible)
    {
        var samples = ProbeSamples.Create(given, batch);
        return Each(possible, batch, (values, seed) =>
        {
            var straight = run.Together(graph, samples, batch, values, seed);
            var turned = orders.Select(order => run.Together(graph, ProbeSamples.Ordered(samples, order), batch, values, seed)).ToList();
            return (straight, (value, layout) => orders.Index().All(order =>
                Enumerable.Range(0, batch).All(place => IsSame(turned[order.Index][value], batch, place, straight[value], batch, order.Item[place], layout))));
        });
    }

    /// <summary>The layout of every value that passes, a part of the values at a time; null when one has none.</summary>
    /// <param name="possible">The layouts that dimensions allow.</param>
    /// <param name="samples">How many samples are run together.</param>
    /// <param name="test">Runs some values with weights of a seed: gives what they are, and whether a layout passes.</param>
    private static Dictionary<string, SampleLayout>? Each(
        IReadOnlyDictionary<string, List<SampleLayout>> possible, int samples,
        Func<IReadOnlyCollection<string>, int, (Dictionary<string, float[]> Values, Func<string, SampleLayout, bool> Passes)> test)
    {
        var proven = new Dictionary<string, SampleLayout>();
        foreach (var part in Parts(possible))
        {
            var left = part.ToDictionary(value => value, value => possible[value]);
            var shown = part.ToDictionary(value => value, _ => 0);
            var unseen = part.ToHashSet();
            foreach (var seed in Enumerable.Range(0, Draws).Append(ProbeRun.AsGiven))
            {
                if (left.Count == 0) break;
                var (values, passes) = test([.. left.Keys], seed);
                foreach (var value in left.Keys.ToList())
                {
                    left[value] = left[value].FindAll(layout => passes(value, layout));
                    if (left[value].Count == 0) return null;
                    proven[value] = left[value][0];
                    if (Array.Exists(values[value], float.IsFinite) || values[value].Length == 0) unseen.Remove(value);

                    // Zeros, as rectifiers give them, pass everywhere and prove nothing.
                    if (left[value].Count == 1 && Differ(values[value], samples, proven[value]) && ++shown[value] == Agreeing) left.Remove(value);
                }
            }

            // Numbers that overflow under all weights are the same everywhere and prove nothing.
            if (unseen.Count > 0) return null;
        }

        return proven;
    }

    private static bool Differ(float[] values, int samples, SampleLayout layout)
    {
        for (var outer = 0L; outer < layout.Outer; outer++)
            for (var i = 0L; i < layout.Inner; i++)
                for (var sample = 1; sample < samples; sample++)
                    if (float.IsFinite(values[outer * samples * layout.Inner + i]) && values[(outer * samples + sample) * layout.Inner + i] != values[outer * samples * layout.Inner + i])
                        return true;
        return samples == 1;
    }

    private static IEnumerable<List<string>> Parts(IReadOnlyDictionary<string, List<SampleLayout>> possible)
    {
        var (part, size) = (new List<string>(), 0L);
        foreach (var (value, layouts) in possible)
        {
            var neurons = layouts.Count == 0 ? 0 : layouts[0].Neurons;
            if (part.Count > 0 && size + neurons > ValuesAtOnce)
            {
                yield return part;
                (part, size) = ([], 0);
            }

            part.Add(value);
            size += neurons;
        }

        if (part.Count > 0) yield return part;
    }

    /// <summary>Whether a sample of one run has the values of a sample of another.</summary>
    private static bool IsSame(float[] left, int leftSamples, int leftSample, float[] right, int rightSamples, int rightSample, SampleLayout layout)
    {
        if (left.Length != leftSamples * layout.Neurons || right.Length != rightSamples * layout.Neurons) return false;
        var bound = float.NaN;
        for (var outer = 0L; outer < layout.Outer; outer++)
        {
            var (first, second) = ((outer * leftSamples + leftSample) * layout.Inner, (outer * rightSamples + rightSample) * layout.Inner);
            for (var i = 0L; i < layout.Inner; i++)
            {
                var (one, other) = (left[first + i], right[second + i]);
                if (one == other || (float.IsNaN(one) && float.IsNaN(other))) continue;
                if (float.IsNaN(bound)) bound = Tolerance * right.Where(float.IsFinite).Select(Math.Abs).DefaultIfEmpty(0).Max();
                if (!(Math.Abs(one - other) <= bound)) return false;
            }
        }

        return true;
    }
}
