using SwapScore.Onnx.Schema;

namespace SwapScore.Onnx.Graphs;

/// <summary>Puts nodes in the order of their computation, and finds what can never be computed.</summary>
internal static class NodeOrder
{
    /// <param name="nodes">The nodes, in any order.</param>
    /// <param name="given">Names of inputs and constants.</param>
    /// <returns>The nodes, every one after those it reads, otherwise in the order given.</returns>
    /// <exception cref="InputException">A value is made twice, comes from nowhere, or depends on itself.</exception>
    public static IReadOnlyList<NodeProto> Sort(IReadOnlyList<NodeProto> nodes, IEnumerable<string> given)
    {
        var known = new HashSet<string>(given);
        var makers = new Dictionary<string, int>();
        foreach (var (index, node) in nodes.Index())
            foreach (var output in node.Output.Where(output => output.Length > 0))
                if (known.Contains(output) || !makers.TryAdd(output, index))
                    throw new InputException($"value {output} is made twice");

        var readers = new List<int>[nodes.Count];
        var missing = new int[nodes.Count];
        foreach (var (index, node) in nodes.Index())
            foreach (var read in ModelGraph.Reads(node).Where(read => !known.Contains(read)))
            {
                if (!makers.TryGetValue(read, out var maker))
                    throw new InputException($"{node.Label()} reads {read}, which no node, input or initialiser gives", "the file is incomplete");
                (readers[maker] ??= []).Add(index);
                missing[index]++;
            }

        // The smallest index first keeps a sorted list as it is.
        var ready = new PriorityQueue<int, int>(Enumerable.Range(0, nodes.Count).Where(index => missing[index] == 0).Select(index => (index, index)));
        var sorted = new List<NodeProto>(nodes.Count);
        while (ready.TryDequeue(out var index, out _))
        {
            sorted.Add(nodes[index]);
            foreach (var reader in readers[index] ?? [])
                if (--missing[reader] == 0)
                    ready.Enqueue(reader, reader);
        }

        return sorted.Count == nodes.Count
            ? sorted
            : throw new InputException($"its nodes form a cycle: {nodes[Array.FindIndex(missing, count => count > 0)].Label()} waits for itself");
    }
}
