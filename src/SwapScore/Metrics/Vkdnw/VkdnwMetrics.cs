using SwapScore.Metrics.Gradients;

namespace SwapScore.Metrics.Vkdnw;

/// <summary>
/// VKDNW: the number of tensors of parameters plus the entropy of the Fisher information of some weights (<see cref="FisherSpectrum"/>), <c>F = mean_s J_sᵀ·Σ_s·J_s</c>,
/// J_s the Jacobian of sample s's outputs by the first weight of each of the first 128 tensors (<see cref="ChosenWeights"/>), Σ_s their covariance
/// (<see cref="OutputCovariance"/>). The published code takes <c>L·J</c> in place of <c>Lᵀ·J</c>, L·Lᵀ = Σ: this is the faithful one.
/// </summary>
/// <remarks>
/// Týbl, Neumann: VKDNW (CVPR 2025). 64 samples of noise, weights N(0, 2/n), batch normalization with running statistics, so that no sample depends on another: one
/// backward pass per output finds the gradients of all samples. How many weights of each tensor its experiments take is an argument that the published code
/// does not set; one is what its code for other networks takes. Other parameters than those of <see cref="ChosenWeights"/> are counted, but not chosen.
/// </remarks>
internal static class VkdnwMetrics
{
    /// <summary>Outputs of a network beyond which as many backward passes are refused.</summary>
    private const int MostOutputs = 200;

    public static IReadOnlyList<EngineGradientMetric> All { get; } = [Create("vkdnw", "", isFaithful: false), Create("vkdnw-faithful", ", as the published code computes it", isFaithful: true)];

    private static EngineGradientMetric Create(string name, string how, bool isFaithful) => EngineGradientMetric.OfImages(
        name, $"Number of tensors of parameters plus the entropy of the eigenvalues of the Fisher information of some weights{how}.", "Týbl, Neumann: VKDNW (CVPR 2025)",
        "64 samples of noise, N(0, 2/n) weights, running statistics", gradients => Compute(gradients, isFaithful));

    private static double Compute(NetworkGradients gradients, bool isFaithful)
    {
        var network = gradients.Network;
        if (network.Outputs[0].Shape.Count is > MostOutputs and var outputs)
            throw new UsageException(FormattableString.Invariant($"each output needs a backward pass, and {network.Name} has {outputs} outputs; at most {MostOutputs} are taken"));
        var tensors = network.Nodes.Where(node => !node.IsAuxiliary && node.WeightOwner == node).Sum(node => node.Parameters.Count(parameter => parameter.IsTrainable));
        var jacobians = OutputJacobians.Of(gradients);
        var weights = jacobians.Rows[0][0].Length;
        var information = new double[weights * weights];
        foreach (var (output, jacobian) in jacobians.Outputs.Zip(jacobians.Rows))
            foreach (var row in Scaled(jacobian, OutputCovariance.Cholesky(OutputCovariance.Probabilities(output)), isFaithful))
                for (var i = 0; i < weights; i++)
                    for (var j = 0; j < weights; j++)
                        information[i * weights + j] += row[i] * row[j] / jacobians.Rows.Length;
        return tensors + FisherSpectrum.Entropy(information, weights);
    }

    /// <summary><c>Lᵀ·J</c>, or <c>L·J</c>, by row.</summary>
    private static IEnumerable<double[]> Scaled(double[][] jacobian, double[][] factor, bool isFaithful)
    {
        for (var row = 0; row < jacobian.Length; row++)
        {
            var scaled = new double[jacobian[0].Length];
            for (var output = 0; output < jacobian.Length; output++)
                for (var i = 0; i < scaled.Length; i++)
                    scaled[i] += (isFaithful ? factor[row][output] : factor[output][row]) * jacobian[output][i];
            yield return scaled;
        }
    }
}
