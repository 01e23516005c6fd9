namespace SwapScore.Torch.Training;

/// <summary>What one epoch of a training brought.</summary>
/// <param name="Epoch">Number of the epoch, from 1.</param>
/// <param name="LearningRate">The learning rate of its first step.</param>
/// <param name="TrainingLoss">Mean loss of its images, as they were seen, without the auxiliary head.</param>
/// <param name="TrainingAccuracy">Per cent of them that were classified rightly as they were seen.</param>
/// <param name="ValidationLoss">Mean cross entropy of the validation images after it.</param>
/// <param name="ValidationAccuracy">Per cent of the validation images that are classified rightly after it.</param>
/// <param name="Seconds">How long it took, validation included.</param>
/// <param name="ImagesPerSecond">Images learned from per second, without validation.</param>
public sealed record TrainingEpoch(
    int Epoch, double LearningRate, double TrainingLoss, double TrainingAccuracy, double ValidationLoss, double ValidationAccuracy, double Seconds, double ImagesPerSecond);
