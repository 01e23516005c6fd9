using SwapScore.Onnx.Running;
using SwapScore.Onnx.Schema;

namespace SwapScore.Onnx.Tests.Models;

/// <summary>Where a chain of nodes is cut into parts.</summary>
public sealed class CutPlacesTests
{
    [Fact]
    public void Of_AChain_CutsWhereFewestBytesLeadAcross()
    {
        // Activations after nodes 1 and 5; between them 3 gives the smallest value.
        var nodes = Chain(7);
        var observed = new Dictionary<string, long> { ["1"] = 60, ["5"] = 60 };
        var bytes = new Dictionary<string, long> { ["0"] = 9, ["1"] = 60, ["2"] = 50, ["3"] = 10, ["4"] = 70, ["5"] = 60, ["6"] = 1 };

        Assert.Equal([4], Places(nodes, observed, bytes, budget: 100));
        Assert.Empty(Places(nodes, observed, bytes, budget: 120));
    }

    [Fact]
    public void Of_AnActivationLargerThanTheBudget_KeepsTheNodesBeforeIt()
    {
        var nodes = Chain(4);
        var observed = new Dictionary<string, long> { ["1"] = 500, ["3"] = 500 };
        var bytes = nodes.ToDictionary(node => node.Output[0], _ => 500L);

        Assert.Equal([3], Places(nodes, observed, bytes, budget: 100));
    }

    [Fact]
    public void Of_ASkipConnection_CountsWhatItHolds()
    {
        // Node 4 adds 0 and 3: a cut before 4 hands both on, one before 1 only the first.
        var nodes = Chain(6);
        nodes[4].Input.Add("0");
        var observed = new Dictionary<string, long> { ["0"] = 60, ["5"] = 60 };
        var bytes = nodes.ToDictionary(node => node.Output[0], _ => 10L);

        // Of equally good places the last one: before 5 leads one value across too.
        Assert.Equal([5], Places(nodes, observed, bytes, budget: 100));
        Assert.Equal([1], Places(nodes, observed, new(bytes) { ["4"] = 30 }, budget: 100));
    }

    [Fact]
    public void Of_Weights_KeepsPartsWithinTheBudget()
    {
        var nodes = Chain(6);
        foreach (var node in nodes) node.Input.Add($"w{node.Output[0]}");

        var places = new CutPlaces(_ => 0, name => name[0] == 'w' ? 40 : 0, _ => 1, budget: 100).Of(nodes);

        Assert.Equal([2, 4], places);
    }

    private static IReadOnlyList<int> Places(IReadOnlyList<NodeProto> nodes, Dictionary<string, long> observed, Dictionary<string, long> bytes, long budget) =>
        new CutPlaces(name => observed.GetValueOrDefault(name), _ => 0, name => bytes.GetValueOrDefault(name), budget).Of(nodes);

    /// <summary>Node i reads what i − 1 gives.</summary>
    private static List<NodeProto> Chain(int length) =>
    [
        .. Enumerable.Range(0, length).Select(i =>
        {
            var node = new NodeProto { OpType = "Relu", Name = $"{i}" };
            node.Input.Add(i == 0 ? "input" : $"{i - 1}");
            node.Output.Add($"{i}");
            return node;
        }),
    ];
}
