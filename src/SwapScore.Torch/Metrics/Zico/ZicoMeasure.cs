using SwapScore.Torch.Running;
using static TorchSharp.torch;

namespace SwapScore.Torch.Metrics.Zico;

/// <summary>
/// <c>Σ_layers ln Σ_i mean_b|g_i| / std_b(g_i)</c> over the gradients g of two batches b, the halves of the batch; weights whose gradient does not
/// vary are left out, and layers without any other. The deviation of two numbers is half their distance.
/// </summary>
internal static class ZicoMeasure
{
    public static TorchMetric Metric { get; } = TorchMetric.OfStandard("zico", Compute);

    private static double Compute(GradientRun run)
    {
        var half = run.Batch.Size / 2;
        if (half < 1) throw new UsageException("two batches cannot be made of one sample", "use a larger batch");
        var (first, second) = (Half(run, 0, half), Half(run, half, half));
        return first.Zip(second).Sum(pair =>
        {
            if (pair.First is null || pair.Second is null) return 0;
            var deviation = (pair.First - pair.Second).abs().Times(.5);
            var ratios = where(deviation.IsPositive(), pair.First.abs().Plus(pair.Second.abs()).Times(.5) / deviation, zeros_like(deviation));
            return GradientRun.Sum(ratios) is > 0 and var sum ? Math.Log(sum) : 0;
        });
    }

    private static IEnumerable<Tensor?> Half(GradientRun run, int start, int count)
    {
        var shape = run.Batch.Shape;
        var labels = run.Batch.Labels?.AsSpan().Slice(start, count).ToArray();
        var samples = new Data.Batch(
            shape, run.Batch.Values.Slice((int)(start * shape.Count), (int)(count * shape.Count)).ToArray(), run.Batch.Source, labels is null ? null : [.. labels]);
        var pass = new TorchPass(run.Network, run.Weights, TorchPass.InputOf(samples, run.Type, run.Device));
        return LayerGradient.Compute(run, pass, TaskLosses.Compute(run.TaskLoss, pass.Output, samples)).Select(layer => layer.Gradient);
    }
}
