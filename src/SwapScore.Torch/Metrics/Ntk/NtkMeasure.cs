using SwapScore.Networks;
using SwapScore.Torch.Running;
using static TorchSharp.torch;

namespace SwapScore.Torch.Metrics.Ntk;

/// <summary>
/// <c>κ = λ_max / λ_min</c> of the kernel Θ = G·Gᵀ, row s of G the gradient of the sum of sample s's outputs by all weights and scales. Lower is better;
/// +∞ where Θ is singular.
/// </summary>
/// <remarks>The first 16 samples: each costs a backward pass of all of them, which batch normalisation couples.</remarks>
internal static class NtkMeasure
{
    public static TorchMetric Metric { get; } = TorchMetric.OfStandard("ntk", Compute);

    private const int MostSamples = 16;

    private static double Compute(GradientRun run)
    {
        var input = TorchPass.InputOf(run.Batch, run.Type, run.Device);
        input = input.narrow(0, 0, Math.Min(MostSamples, input.shape[0]));
        var output = new TorchPass(run.Network, run.Weights, input).Output.flatten(1).sum(1);
        return Condition(output, [.. run.Weights.All.Where(one => IsWeight(one.Role) && !one.Node.IsAuxiliary).Select(one => one.Values)]);
    }

    private static bool IsWeight(ParameterRole role) => role is not (ParameterRole.Bias or ParameterRole.Shift);

    private static double Condition(Tensor output, Tensor[] weights)
    {
        var samples = (int)output.shape[0];
        var rows = Enumerable.Range(0, samples).Select(sample => GradientRun.Gradients(output[sample], weights)).ToArray();
        var kernel = zeros([samples, samples], ScalarType.Float64, output.device);
        for (var i = 0; i < weights.Length; i++)
        {
            if (rows[0][i] is null) continue;
            using var scope = NewDisposeScope();
            var block = stack(rows.Select(row => row[i]!.flatten())).to_type(ScalarType.Float64);
            kernel.Accumulate(block.matmul(block.transpose(0, 1)));
        }

        if (!double.IsFinite(GradientRun.Sum(kernel))) return double.NaN;
        var eigenvalues = linalg.eigvalsh(kernel).data<double>().ToArray();
        return eigenvalues[0] > 0 ? eigenvalues[^1] / eigenvalues[0] : double.PositiveInfinity;
    }
}
