using SwapScore.Onnx.Graphs;
using SwapScore.Onnx.Schema;

namespace SwapScore.Onnx.Running;

/// <summary>
/// Decides where a sequence of nodes is cut into parts: every part takes as many activations as the budget allows, and ends where the fewest
/// bytes lead across, because these values stay in memory beside everything else.
/// </summary>
/// <param name="observedBytes">Bytes of a value if it is observed, else 0.</param>
/// <param name="weightBytes">Bytes of a constant, 0 for what is none.</param>
/// <param name="valueBytes">Bytes of a value; where they are unknown, more than any.</param>
/// <param name="budget">Bytes of observed values, and of weights, a part may have; one node may have more.</param>
internal sealed class CutPlaces(Func<string, long> observedBytes, Func<string, long> weightBytes, Func<string, long> valueBytes, long budget)
{
    /// <summary>Numbers of the first nodes of all parts but the first, in order.</summary>
    /// <param name="nodes">The nodes, in order of computation.</param>
    public IReadOnlyList<int> Of(IReadOnlyList<NodeProto> nodes)
    {
        var across = Across(nodes);
        var cuts = new List<int>();
        var (earliest, latest) = End(nodes, 0);
        while (latest < nodes.Count)
        {
            cuts.Add(Enumerable.Range(earliest, latest - earliest + 1).Reverse().MinBy(place => across[place]));
            (earliest, latest) = End(nodes, cuts[^1]);
        }

        return cuts;
    }

    /// <summary>Where a part may end: after its last activation, and before the first node that is too much beside what the part has.</summary>
    private (int Earliest, int Latest) End(IReadOnlyList<NodeProto> nodes, int start)
    {
        var (values, weights, earliest) = (0L, 0L, start + 1);
        var constants = new HashSet<string>();
        for (var i = start; i < nodes.Count; i++)
        {
            var ownValues = nodes[i].Output.Sum(observedBytes);
            var ownWeights = ModelGraph.Reads(nodes[i]).Where(constants.Add).Sum(weightBytes);
            if (IsTooMuch(values, ownValues) || IsTooMuch(weights, ownWeights)) return (earliest, i);
            (values, weights) = (values + ownValues, weights + ownWeights);
            if (ownValues > 0) earliest = i + 1;
        }

        return (earliest, nodes.Count);
    }

    private bool IsTooMuch(long already, long more) => already > 0 && more > 0 && already + more > budget;

    /// <summary>Bytes that lead to each node and later ones from those before it.</summary>
    private long[] Across(IReadOnlyList<NodeProto> nodes)
    {
        var lastRead = new Dictionary<string, int>();
        foreach (var (index, node) in nodes.Index())
            foreach (var read in ModelGraph.Reads(node)) lastRead[read] = index;

        // What is added from one place to the next, then summed.
        var across = new long[nodes.Count + 1];
        foreach (var (index, node) in nodes.Index())
            foreach (var output in node.Output.Where(lastRead.ContainsKey))
            {
                across[index + 1] += valueBytes(output);
                across[lastRead[output] + 1] -= valueBytes(output);
            }

        for (var place = 1; place < across.Length; place++) across[place] += across[place - 1];
        return across;
    }
}
