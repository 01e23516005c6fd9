using SwapScore.Networks;
using SwapScore.Values;

namespace SwapScore.Torch.Training;

/// <summary>What a training brought.</summary>
/// <param name="Network">The network that was trained.</param>
/// <param name="Epochs">Its epochs, in their order.</param>
/// <param name="Result">How the validation images are classified at the end.</param>
public sealed record TrainingOutcome(Network Network, ValueList<TrainingEpoch> Epochs, ClassificationResult Result)
{
    /// <summary>The epoch after which most validation images were classified rightly, the first of equals.</summary>
    public TrainingEpoch Best => Epochs.MaxBy(epoch => epoch.ValidationAccuracy)!;
}
