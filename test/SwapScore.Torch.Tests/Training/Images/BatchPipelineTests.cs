using SwapScore.Data;
using SwapScore.Networks;
using SwapScore.Randomness;
using SwapScore.Torch.Training;
using SwapScore.Torch.Training.Images;

namespace SwapScore.Torch.Tests.Training.Images;

public class BatchPipelineTests
{
    private static readonly Shape Shape = new(3, 4, 4);

    [Fact]
    public void AnEpochHasEveryImageOnceInAnOrderOfItsOwn()
    {
        var pipeline = Pipeline(count: 23, batchSize: 5);
        Assert.Equal(5, pipeline.Batches);
        var (first, second) = (Seen(pipeline, 1), Seen(pipeline, 2));
        Assert.Equal(Enumerable.Range(0, 23).Select(label => (long)label), first.Order());
        Assert.Equal(first, Seen(pipeline, 1));
        Assert.NotEqual(first, second);
    }

    [Fact]
    public void AConsumerWhoLeavesEarlyStopsTheWork()
    {
        var pipeline = Pipeline(count: 1000, batchSize: 1);
        foreach (var batch in pipeline.Training(RandomKey.FromSeed(0)))
        {
            Assert.Single(batch.Labels);
            break;
        }
    }

    private static long[] Seen(BatchPipeline pipeline, int epoch) => [.. pipeline.Training(RandomKey.FromSeed(epoch)).SelectMany(batch => batch.Labels)];

    private static BatchPipeline Pipeline(int count, int batchSize)
    {
        var images = new ImageSet(Shape, new byte[count * Shape.Count], "test", Normalization.None);
        var labels = Enumerable.Range(0, count).ToArray();
        return new BatchPipeline(
            new LabelledImages(new StoredImages(images), labels, labels), new ImageAugmentation(Shape, Normalization.None, new TrainingProtocol { CropPadding = 0, IsFlipped = false }), batchSize, threads: 3);
    }
}
