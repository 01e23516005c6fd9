using SwapScore.Evaluation;
using SwapScore.Metrics;
using SwapScore.Networks;
using SwapScore.Randomness;
using SwapScore.Search.Pruning;
using SwapScore.Spaces;
using SwapScore.Weights;

namespace SwapScore.Tests.Search;

/// <summary>What tests of pruning look at.</summary>
internal static class SuperNetworks
{
    /// <summary>Networks are as expressive and as trainable as their operations are worth: what is lost with one depends on its worth alone.</summary>
    public static CountingEvaluator Worth(SuperNetworkSpace space, Func<int, int, int> worth, Func<SuperNetwork, bool>? fails = null) => new(request =>
    {
        var network = (SuperNetwork)space.Parse(request.Architecture);
        if (fails?.Invoke(network) == true) return new EvaluationResult { Request = request, Failure = "too bad" };
        var total = network.Operations.SelectMany((choice, edge) => choice.Select(one => worth(edge, one))).Sum() / 50.0;
        return new EvaluationResult
        {
            Request = request,
            Metrics = new Dictionary<string, MetricScore> { ["ntk"] = new([Math.Exp(-total)]), ["linear-regions"] = new([Math.Exp(total)]) },
        };
    });

    public static async Task<List<PruningRound>> RoundsAsync(PruningSearch search)
    {
        var rounds = new List<PruningRound>();
        await foreach (var round in search.RunAsync())
            rounds.Add(round);
        return rounds;
    }

    /// <summary>The nodes without their names: scopes are named after operations of an edge, which a network of one architecture does not have.</summary>
    public static IEnumerable<string> Describe(Network network) =>
        network.Nodes.Select(node => $"{node.Operation} {node.Shape} of {string.Join(',', node.Inputs.Select(input => input.Index))}");

    /// <summary>The weights of one initialisation, by name.</summary>
    public static Dictionary<string, float[]> Weights(ISearchSpace space, Network network)
    {
        var weights = new Dictionary<string, float[]>();
        foreach (var node in network.Nodes)
            for (var i = 0; i < node.Parameters.Length; i++)
            {
                var values = new float[node.Parameters[i].Count];
                Initializers.Fill(space.Initializer, node, node.Parameters[i], node.FirstParameter + i, RandomKey.FromSeed(7), values);
                weights.Add($"{node.Name} {node.Parameters[i].Name}", values);
            }

        return weights;
    }
}
