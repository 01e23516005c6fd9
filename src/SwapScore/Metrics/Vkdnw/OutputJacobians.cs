using System.Collections.Immutable;
using SwapScore.Engine;
using SwapScore.Engine.Backward;
using SwapScore.Metrics.AzNas;
using SwapScore.Metrics.Gradients;
using SwapScore.Networks;
using SwapScore.Weights;

namespace SwapScore.Metrics.Vkdnw;

/// <summary>The outputs of a network for each sample, and their Jacobians by the chosen weights.</summary>
/// <param name="Outputs"><c>[sample][output]</c>.</param>
/// <param name="Rows"><c>[sample][output][weight]</c>.</param>
internal sealed record OutputJacobians(ImmutableArray<float[]> Outputs, ImmutableArray<double[][]> Rows)
{
    /// <summary>Those of a repeat, computed once for all metrics: one forward pass, and one backward pass for each output of all samples.</summary>
    public static OutputJacobians Of(NetworkGradients gradients) => gradients.Share("vkdnw", () => Find(gradients));

    private static OutputJacobians Find(NetworkGradients gradients)
    {
        var network = gradients.Network;
        var count = (int)network.Outputs[0].Shape.Count;
        var chosen = new ChosenWeights(network);
        var weights = gradients.Named("kaiming");
        var samples = BlockEntropyMeasure.Noise(gradients.Batch.Shape, gradients.Key);
        var values = new FirstChannels(network);
        var pass = gradients.PassShown("vkdnw", samples, Options(network, chosen), values, weights);
        RemoveScales(values, chosen, weights, gradients);
        var found = new OutputJacobians(
            [.. Enumerable.Range(0, samples.Size).Select(_ => new float[count])],
            [.. Enumerable.Range(0, samples.Size).Select(_ => Enumerable.Range(0, count).Select(_ => new double[chosen.Count]).ToArray())]);
        for (var output = 0; output < count; output++)
        {
            var slopes = new FirstChannels(network);
            pass.Results.Backward(found.Seed(output), GradientKinds.None, slopes);
            foreach (var node in chosen.Nodes.Where(slopes.Has))
                for (var sample = 0; sample < samples.Size; sample++)
                    chosen.Add(node, slopes.Of(node)[sample], ChosenWeights.ReadBy(node) is { } read ? values.Of(read)[sample] : [], found.Rows[sample][output]);
        }

        return found;
    }

    private static PlanOptions Options(Network network, ChosenWeights chosen)
    {
        var read = chosen.Nodes.Select(ChosenWeights.ReadBy).OfType<Node>().Select(node => network.Canonical[node.Index]).ToHashSet();
        var written = chosen.Nodes.Select(node => network.Canonical[node.Index]).ToHashSet();
        return new PlanOptions
        {
            Normalization = NormalizationMode.Running,
            Observed = node => read.Contains(network.Canonical[node.Index]),
            Backward = new BackwardOptions { Kinds = GradientKinds.Observed, IsObserved = node => written.Contains(node.Index) },
        };
    }

    private OutputGradient Seed(int output) => (sample, values, gradient) =>
    {
        values.CopyTo(Outputs[sample]);
        gradient.Clear();
        gradient[output] = 1;
    };

    /// <summary>Turns what normalizations have made into what they have scaled.</summary>
    private static void RemoveScales(FirstChannels values, ChosenWeights chosen, IInitializer weights, NetworkGradients gradients)
    {
        foreach (var node in chosen.Nodes.Where(node => ChosenWeights.ReadBy(node) == node).DistinctBy(node => gradients.Network.Canonical[node.Index]).Where(values.Has))
        {
            var (scale, shift) = (First(ParameterRole.Scale, 1), First(ParameterRole.Shift, 0));
            foreach (var channel in values.Of(node))
                foreach (ref var value in channel.AsSpan())
                    value = (value - shift) / scale;

            float First(ParameterRole role, float otherwise)
            {
                var place = node.Parameters.ToList().FindIndex(parameter => parameter.Role == role);
                if (place < 0) return otherwise;
                var all = new float[node.Parameters[place].Count];
                Initializers.Fill(weights, node.WeightOwner, node.Parameters[place], node.WeightOwner.FirstParameter + place, gradients.Key, all);
                return all[0];
            }
        }
    }
}
