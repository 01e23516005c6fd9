using SwapScore.Data;
using SwapScore.Engine.Backward;
using SwapScore.Networks;
using SwapScore.Randomness;
using SwapScore.Spaces;

namespace SwapScore.Evaluation;

/// <summary>The derivatives of the losses of tasks.</summary>
internal static class TaskLossGradients
{
    private const float SoftLabelFloor = 1e-5f;
    private const string Metric = "this metric";

    /// <summary>The derivatives of the loss of a batch by the outputs.</summary>
    /// <param name="loss">The kind of loss.</param>
    /// <param name="output">Shape of the output of a sample.</param>
    /// <param name="batch">Samples and labels.</param>
    /// <exception cref="UsageException">The samples have no labels, or some outside the outputs, or another shape than what is to be like them.</exception>
    public static Loss Create(TaskLoss loss, Shape output, Batch batch)
    {
        if (loss == TaskLoss.Reconstruction)
            return batch.Shape == output
                ? LossGradients.AbsoluteError(sample => batch.Sample(sample).ToArray(), batch.Size)
                : throw new UsageException($"the outputs have shape {output}, the samples {batch.Shape}: nothing to compare", "use samples of the task's own size");
        if (loss is TaskLoss.SquaredError or TaskLoss.AbsoluteError)
        {
            var labels = batch.RequireLabels(Metric);
            ReadOnlyMemory<float> Target(int sample) => TargetOf(labels[sample], (int)output.Count);
            return loss == TaskLoss.SquaredError ? LossGradients.SquaredError(Target, batch.Size) : LossGradients.AbsoluteError(Target, batch.Size);
        }

        var classes = batch.RequireLabels(Metric, output.Channels);
        return loss == TaskLoss.SoftCrossEntropy
            ? LossGradients.SoftCrossEntropy(classes, output.Channels, SoftLabelFloor)
            : LossGradients.CrossEntropy(classes, output.Channels);
    }

    /// <summary>Equal labels have equal targets, N(0, 1).</summary>
    private static float[] TargetOf(int label, int count)
    {
        var values = new float[count];
        Gaussian.Fill(RandomKey.FromSeed(label), values);
        return values;
    }
}
