using static TorchSharp.torch;

namespace SwapScore.Torch.Tests.Metrics;

/// <summary>Derivatives without differentiation: central differences in double precision.</summary>
internal static class FiniteDifferences
{
    private const double Step = 1e-5;

    /// <summary>The derivatives of a number by every entry of a tensor.</summary>
    public static double[] Of(Tensor tensor, Func<double> value) => [.. Of(tensor, () => [value()]).Select(row => row[0])];

    /// <summary>The derivatives of several numbers: a row an entry.</summary>
    public static double[][] Of(Tensor tensor, Func<double[]> values)
    {
        var entries = tensor.detach().view(-1).data<double>();
        var rows = new double[tensor.numel()][];
        for (var i = 0; i < rows.Length; i++)
        {
            var whole = entries[i];
            entries[i] = whole + Step;
            var above = values();
            entries[i] = whole - Step;
            var below = values();
            entries[i] = whole;
            rows[i] = [.. above.Zip(below, (high, low) => (high - low) / (2 * Step))];
        }

        return rows;
    }
}
