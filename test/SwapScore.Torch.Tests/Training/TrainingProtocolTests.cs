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
    public void ImageNetAndNasBench101HaveTheirPublishedSettings()
    {
        // cnn/train_imagenet.py of DARTS; nasbench/lib/config.py of NAS-Bench-101, its rate for both halves of a chip.
        var imageNet = TrainingProtocol.Find("darts-imagenet");
        Assert.Equal((250, 128, 0.1, 3e-5, 5.0, 0.1, 0.4, 48, 14), (imageNet.Epochs, imageNet.BatchSize, imageNet.LearningRate, imageNet.WeightDecay, imageNet.Clipping, imageNet.LabelSmoothing, imageNet.AuxiliaryWeight, imageNet.Channels, imageNet.Cells));
        Assert.Equal((0.4, 0.4, 0.4, 0.2, true, 0.0, ScheduleKind.Exponential), (imageNet.Brightness, imageNet.Contrast, imageNet.Saturation, imageNet.Hue, imageNet.HasResizedCrops, imageNet.DropPath, imageNet.Schedule));
        var nasBench = TrainingProtocol.Find("nasbench101");
        Assert.Equal((108, 256, 0.2, 1e-4, 0.9, 0.003, OptimizerKind.RmsProp, ScheduleKind.CosineByStep), (nasBench.Epochs, nasBench.BatchSize, nasBench.LearningRate, nasBench.WeightDecay, nasBench.Momentum, nasBench.StatisticsShare, nasBench.Optimizer, nasBench.Schedule));
    }

    [Fact]
    public void AllViolationsAreReportedTogether()
    {
        var fault = Assert.Throws<UsageException>(() => new TrainingProtocol { Epochs = 0, BatchSize = 1, LearningRate = double.NaN, DropPath = 1, Clipping = 0, Hue = 0.6, StatisticsShare = 0, Optimizer = OptimizerKind.RmsProp, IsNesterov = true }.Validated());
        Assert.Equal(8, fault.Message.Split("; ").Length);
    }
}
