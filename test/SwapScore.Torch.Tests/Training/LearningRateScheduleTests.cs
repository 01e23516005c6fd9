using SwapScore.Torch.Training;

namespace SwapScore.Torch.Tests.Training;

public class LearningRateScheduleTests
{
    [Fact]
    public void CosineFollowsTheRecursionOfPyTorchOverAllEpochs()
    {
        const int Epochs = 600;
        var schedule = new LearningRateSchedule(ScheduleKind.Cosine, 0.025);
        var rate = 0.025;
        for (var epoch = 0; epoch < Epochs; epoch++)
        {
            // CosineAnnealingLR, its recursive form with a lowest rate of 0.
            if (epoch > 0) rate *= (1 + Math.Cos(Math.PI * epoch / Epochs)) / (1 + Math.Cos(Math.PI * (epoch - 1) / Epochs));
            Assert.Equal(rate, schedule.Rate(epoch, epoch % 7, Epochs, 7), tolerance: 1e-12);
        }
    }

    [Fact]
    public void CosineByStepFallsWithinAnEpoch()
    {
        var schedule = new LearningRateSchedule(ScheduleKind.CosineByStep, 0.2);
        for (var step = 0; step < 21; step++)
            Assert.Equal(0.1 * (1 + Math.Cos(Math.PI * step / 21)), schedule.Rate(step / 7, step % 7, 3, 7), tolerance: 1e-12);
    }

    [Fact]
    public void ExponentialMultipliesAfterEveryEpoch()
    {
        var schedule = new LearningRateSchedule(ScheduleKind.Exponential, 0.1);
        var rate = 0.1;
        for (var epoch = 0; epoch < 250; epoch++, rate *= 0.97)
            Assert.Equal(rate, schedule.Rate(epoch, 3, 250, 10), tolerance: 1e-12);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(15, 0.2)]
    [InlineData(30, 0.4)]
    [InlineData(65, 0.2)]
    public void OneCycleRisesAndFalls(int step, double expected) =>
        Assert.Equal(expected, new LearningRateSchedule(ScheduleKind.OneCycle, 0.4).Rate(step / 20, step % 20, 5, 20), tolerance: 1e-12);
}
