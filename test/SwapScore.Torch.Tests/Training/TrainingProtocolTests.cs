using SwapScore.Torch.Training;

namespace SwapScore.Torch.Tests.Training;

public class TrainingProtocolTests
{
    [Fact]
    public void EveryPresetIsValidAndFoundByName()
    {
        foreach (var protocol in TrainingProtocol.All) Assert.Same(protocol, TrainingProtocol.Find(protocol.Name).Validated());
        Assert.Contains("quick", Assert.Throws<UsageException>(() => TrainingProtocol.Find("quik")).Hint);
    }

    [Fact]
    public void AllViolationsAreReportedTogether()
    {
        var fault = Assert.Throws<UsageException>(() => new TrainingProtocol { Epochs = 0, BatchSize = 1, LearningRate = double.NaN, DropPath = 1, Clipping = 0 }.Validated());
        Assert.Equal(5, fault.Message.Split("; ").Length);
    }
}
