namespace SwapScore.Torch.Training;

/// <summary>How far a training is.</summary>
/// <param name="Epochs">Epochs that are done.</param>
/// <param name="TotalEpochs">Epochs in all.</param>
/// <param name="Steps">Steps of this epoch that are done.</param>
/// <param name="TotalSteps">Steps of an epoch.</param>
/// <param name="Loss">The loss of the last step.</param>
/// <param name="Last">What the last epoch brought; null in the first.</param>
public readonly record struct TrainingProgress(int Epochs, int TotalEpochs, int Steps, int TotalSteps, double Loss, TrainingEpoch? Last);
