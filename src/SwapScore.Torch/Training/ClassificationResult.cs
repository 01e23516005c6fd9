using SwapScore.Values;

namespace SwapScore.Torch.Training;

/// <summary>How well a network classifies images.</summary>
/// <param name="Loss">Mean cross entropy.</param>
/// <param name="Confusion">For each class, how many of its images were taken for each class.</param>
public sealed record ClassificationResult(double Loss, ValueList<ValueList<int>> Confusion)
{
    /// <summary>Number of images.</summary>
    public int Count => Confusion.Sum(row => row.Sum());

    /// <summary>Per cent of the images that were classified rightly.</summary>
    public double Accuracy => 100.0 * Confusion.Select((row, label) => row[label]).Sum() / Count;
}
