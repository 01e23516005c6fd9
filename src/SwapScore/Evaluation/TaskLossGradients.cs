using SwapScore.Data;
using SwapScore.Engine.Backward;
using SwapScore.Networks;
using SwapScore.Randomness;
using SwapScore.Spaces;

namespace SwapScore.Evaluation;

/// <summary>The gradients of the losses of tasks.</summary>
internal static class TaskLossGradients
{
    private const float SoftLabelFloor = 1e-5f;

    /// <summary>The gradient of the loss of a batch by the outputs.</summary>
    /// <param name="loss">The kind of loss.</param>
    /// <param name="output">Shape of the output of a sample.</param>
    /// <param name="batch">Samples and labels.</param>
    /// <exception cref="UsageException">The samples have no labels, or some outside the outputs, or another shape than what is to be like them.</exception>
    public static OutputGradient Create(TaskLoss loss, Shape output, Batch batch)
    {
        if (loss == TaskLoss.Reconstruction)
            return batch.Shape == output
                ? LossGradients.AbsoluteError(sample => batch.Sample(sample).ToArray(), batch.Size)
                : throw new UsageException($"the outputs have shape {output}, the samples {batch.Shape}: nothing to compare", "use samples of the task's own size");
        if (batch.Labels is not { } labels) throw NoLabels(batch, "this metric");
        if (loss is TaskLoss.SquaredError or TaskLoss.AbsoluteError)
        {
            ReadOnlyMemory<float> Target(int sample) => TargetOf(labels[sample], (int)output.Count);
            return loss == TaskLoss.SquaredError ? LossGradients.SquaredError(Target, batch.Size) : LossGradients.AbsoluteError(Target, batch.Size);
        }

        for (var sample = 0; sample < labels.Length; sample++)
            if (labels[sample] < 0 || labels[sample] >= output.Channels)
                throw new UsageException(
                    $"sample {sample} has label {labels[sample]}, but the networks have {output.Channels} classes", Remedy.DrawLabels("use the data of the task"));
        return loss == TaskLoss.SoftCrossEntropy
            ? LossGradients.SoftCrossEntropy(labels, output.Channels, SoftLabelFloor)
            : LossGradients.CrossEntropy(labels, output.Channels);
    }

    /// <summary>The fault of a batch without labels.</summary>
    public static UsageException NoLabels(Batch batch, string metric) => new(
        $"{metric} needs the class of each sample, which {batch.Source} does not have",
        Remedy.DrawLabels("use data with classes (CIFAR, ImageNet16, a folder of folders of photographs)"));

    /// <summary>Equal labels have equal targets, N(0, 1).</summary>
    private static float[] TargetOf(int label, int count)
    {
        var values = new float[count];
        Gaussian.Fill(RandomKey.FromSeed(label), values);
        return values;
    }
}
