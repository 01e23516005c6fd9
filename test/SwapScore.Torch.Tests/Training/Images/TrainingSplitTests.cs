using SwapScore.Torch.Training.Images;

namespace SwapScore.Torch.Tests.Training.Images;

public class TrainingSplitTests
{
    [Fact]
    public void TheSameShareOfEachClassIsKept()
    {
        int[] labels = [.. Enumerable.Repeat(0, 100), .. Enumerable.Repeat(1, 50), .. Enumerable.Repeat(2, 2)];
        var isKept = TrainingSplit.Choose(labels, 0.1, seed: 0);
        Assert.Equal([10, 5, 1], Enumerable.Range(0, 3).Select(label => labels.Index().Count(pair => pair.Item == label && isKept[pair.Index])));
        Assert.Equal(isKept, TrainingSplit.Choose(labels, 0.1, seed: 0));
        Assert.NotEqual(isKept, TrainingSplit.Choose(labels, 0.1, seed: 1));
    }

    [Fact]
    public void AClassOfOneImageIsRefused() =>
        Assert.Contains("class 1 has a single image", Assert.Throws<UsageException>(() => TrainingSplit.Choose([0, 0, 1], 0.5, seed: 0)).Message);
}
