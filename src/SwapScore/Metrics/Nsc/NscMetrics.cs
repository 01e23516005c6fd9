using SwapScore.Metrics.Structure;
using SwapScore.Networks;
using SwapScore.Networks.Operations;

namespace SwapScore.Metrics.Nsc;

/// <summary>
/// NSC, the spectral capacity of a network: the sum of <see cref="SpectralCapacity"/> over its weight matrices. It needs neither weights nor samples.
/// </summary>
/// <remarks>
/// A convolution is a matrix of <c>output channels × (input channels · kernel area)</c>. A convolution in groups is one such matrix for each group. The
/// maps to queries, keys and values that read the same input are one matrix, as in the published script for FlexiBERT. Embeddings, biases and
/// normalizations do not count.
/// </remarks>
internal static class NscMetrics
{
    public static IReadOnlyList<Metric> All { get; } =
    [
        new StructuralMetric(
            Describe("nsc", "Spectral capacity of all weight matrices, summed: how much random matrices of these sizes pass on."),
            network => Sum(network, network.Nodes.Where(node => !node.IsAuxiliary)),
            MetricRequirements.Operations),
        new StructuralMetric(
            Describe("live-nsc", "Like nsc, of weights that lie on a path from the input to the output."),
            network => Sum(network, network.Nodes.Where(LiveStructure.Find(network).IsLive)),
            MetricRequirements.Operations),
    ];

    private static double Sum(Network network, IEnumerable<Node> nodes)
    {
        var sum = 0.0;
        var attention = new SortedDictionary<int, (double Outputs, double Inputs)>();
        foreach (var node in nodes.Select(node => node.WeightOwner).Distinct())
        {
            if (WeightOf(node) is not { } weight) continue;
            if (node.Role is NodeRole.Query or NodeRole.Key or NodeRole.Value)
            {
                var source = network.Canonical[node.Inputs[0].Index];
                attention[source] = (attention.GetValueOrDefault(source).Outputs + weight.Outputs, weight.FanIn);
                continue;
            }

            var groups = node.Operation is Convolution convolution ? convolution.Groups : 1;
            sum += groups * SpectralCapacity.OfXavier((double)weight.Outputs / groups, weight.FanIn);
        }

        foreach (var (outputs, inputs) in attention.Values)
            sum += SpectralCapacity.OfXavier(outputs, inputs);
        return sum;
    }

    private static Parameter? WeightOf(Node node) => node.Parameters.FirstOrDefault(parameter => parameter.Role
        is ParameterRole.ConvolutionWeight or ParameterRole.TransposedConvolutionWeight or ParameterRole.LinearWeight);

    private static MetricDescription Describe(string name, string summary) =>
        new(name, summary, MetricDirection.HigherIsBetter, MetricNeeds.Structure, "Neural Spectral Capacity (NSC)", "variance of Xavier's initialization");
}
