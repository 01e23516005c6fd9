using SwapScore.Data;
using SwapScore.Randomness;
using SwapScore.Spaces;
using SwapScore.Torch.Running;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace SwapScore.Torch.Metrics;

/// <summary>The losses of the tasks.</summary>
internal static class TaskLosses
{
    private const double SoftLabelFloor = 1e-5;
    private const string Metric = "this metric";

    /// <summary>The loss of a batch.</summary>
    /// <param name="loss">The kind of loss.</param>
    /// <param name="output"><c>[sample][output]</c> or <c>[sample][output][row][column]</c>; a sample's label holds at every position.</param>
    /// <param name="batch">Samples and labels.</param>
    /// <exception cref="UsageException">The samples have no labels, or some outside the outputs.</exception>
    public static Tensor Compute(TaskLoss loss, Tensor output, Batch batch)
    {
        if (loss == TaskLoss.Reconstruction)
        {
            var input = TorchPass.InputOf(batch, output.dtype, output.device);
            return input.shape.SequenceEqual(output.shape)
                ? (output - input).abs().mean()
                : throw new UsageException($"the outputs have shape {string.Join('×', output.shape[1..])}, the samples {batch.Shape}: nothing to compare", "use samples of the task's own size");
        }

        if (loss is TaskLoss.SquaredError or TaskLoss.AbsoluteError)
        {
            var difference = output - Targets([.. batch.RequireLabels(Metric)], output);
            return loss == TaskLoss.SquaredError ? (difference * difference).mean() : difference.abs().mean();
        }

        long[] classes = [.. batch.RequireLabels(Metric, (int)output.shape[1])];
        var expected = tensor(classes, device: output.device);
        for (var dimension = 2; dimension < output.dim(); dimension++)
            expected = expected.unsqueeze(-1);
        expected = expected.expand([output.shape[0], .. output.shape[2..]]);
        return loss == TaskLoss.SoftCrossEntropy
            ? -softmax(output, 1).Plus(SoftLabelFloor).log().gather(1, expected.unsqueeze(1)).mean()
            : cross_entropy(output, expected);
    }

    /// <summary>Equal labels have equal targets, N(0, 1).</summary>
    private static Tensor Targets(int[] labels, Tensor output)
    {
        var values = new float[output.numel()];
        var count = values.Length / labels.Length;
        for (var sample = 0; sample < labels.Length; sample++)
            RandomKey.FromSeed(labels[sample]).FillNormal(values.AsSpan(sample * count, count));
        return tensor(values, output.shape, output.dtype, output.device);
    }
}
