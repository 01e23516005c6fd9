using System.Collections.Concurrent;
using SwapScore.Randomness;

namespace SwapScore.Torch.Training.Images;

/// <summary>Makes the batches of an epoch ahead, on threads of its own, while the network computes.</summary>
/// <remarks>What an image becomes depends on its key alone, so neither the threads nor how far it is ahead changes a batch.</remarks>
/// <param name="images">The images.</param>
/// <param name="augmentation">How they are changed.</param>
/// <param name="batchSize">Images per batch; the last one has those that are left.</param>
/// <param name="threads">Threads that share a batch. Default: 1.</param>
internal sealed class BatchPipeline(LabelledImages images, ImageAugmentation augmentation, int batchSize, int threads = 1)
{
    private const int Ahead = 2;

    /// <summary>Number of batches of an epoch.</summary>
    public int Batches => (images.Count + batchSize - 1) / batchSize;

    /// <summary>The batches of an epoch of a training, in an order and with changes of its own.</summary>
    /// <param name="epoch">The stream of the epoch.</param>
    public IEnumerable<ImageBatch> Training(RandomKey epoch)
    {
        var order = Order.Shuffled(images.Count, epoch.Derive(RandomPurpose.Other, 0));
        return Run(order, (image, inputs) => augmentation.Apply(images.Read(image), epoch.Derive(RandomPurpose.Image, image), inputs));
    }

    /// <summary>All images in their order, unchanged.</summary>
    public IEnumerable<ImageBatch> Evaluation() =>
        Run([.. Enumerable.Range(0, images.Count)], (image, inputs) => augmentation.Normalize(images.Read(image), inputs));

    private IEnumerable<ImageBatch> Run(int[] order, Fill fill)
    {
        using var leaving = new CancellationTokenSource();
        using var ready = new BlockingCollection<ImageBatch>(Ahead);
        var making = Task.Run(() =>
        {
            try
            {
                foreach (var part in order.Chunk(batchSize)) ready.Add(Make(part, fill), leaving.Token);
            }
            catch (OperationCanceledException)
            {
                // The consumer left early.
            }
            finally
            {
                ready.CompleteAdding();
            }
        });
        try
        {
            foreach (var batch in ready.GetConsumingEnumerable()) yield return batch;
        }
        finally
        {
            leaving.Cancel();
            making.Wait();
        }
    }

    private ImageBatch Make(int[] part, Fill fill)
    {
        var size = (int)images.Shape.Count;
        var inputs = new float[part.Length * size];
        Parallel.For(0, part.Length, new ParallelOptions { MaxDegreeOfParallelism = threads }, i => fill(part[i], inputs.AsSpan(i * size, size)));
        return new ImageBatch(inputs, [.. part.Select(image => (long)images.Labels[image])]);
    }

    private delegate void Fill(int image, Span<float> inputs);
}
