using SwapScore.Torch.Training.Images;
using SwapScore.Values;
using static TorchSharp.torch;

namespace SwapScore.Torch.Training;

/// <summary>A network in use: what it takes images for.</summary>
internal static class Classifier
{
    /// <summary>How well a network classifies images with its running statistics.</summary>
    /// <param name="state">The network.</param>
    /// <param name="images">The images.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="batchSize">Images per pass.</param>
    /// <param name="threads">Threads that read images.</param>
    /// <param name="cancellation">Stops between two passes.</param>
    public static ClassificationResult Evaluate(NetworkState state, LabelledImages images, int classes, int batchSize, int threads, CancellationToken cancellation)
    {
        using var off = no_grad();
        var confusion = Enumerable.Range(0, classes).Select(_ => new int[classes]).ToArray();
        var losses = 0.0;
        var device = state.Tensors[0].Values.device;
        var augmentation = new ImageAugmentation(images.Shape, images.Images.Normalization, new TrainingProtocol());
        foreach (var batch in new BatchPipeline(images, augmentation, batchSize, threads).Evaluation())
        {
            cancellation.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var output = LearningPass.Evaluate(state, InputOf(batch, images.Shape, device)).Output;
            losses += nn.functional.cross_entropy(output, LabelsOf(batch, device)).item<float>() * (double)batch.Labels.Length;
            foreach (var (sample, chosen) in output.argmax(1).cpu().data<long>().Index()) confusion[batch.Labels[sample]][chosen]++;
        }

        return new ClassificationResult(losses / images.Count, [.. confusion.Select(row => row.ToValueList())]);
    }

    /// <summary>The images of a batch, <c>[sample][channel][row][column]</c>.</summary>
    public static Tensor InputOf(ImageBatch batch, Networks.Shape shape, Device device) =>
        tensor(batch.Inputs, [batch.Labels.Length, shape.Channels, shape.Rows, shape.Columns], ScalarType.Float32, device);

    /// <summary>Their classes, <c>[sample]</c>.</summary>
    public static Tensor LabelsOf(ImageBatch batch, Device device) => tensor(batch.Labels, [batch.Labels.Length], ScalarType.Int64, device);
}
