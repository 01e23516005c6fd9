using SwapScore.Workflows.Sessions;

namespace SwapScore.Workflows.Training;

/// <summary>Which images networks learn from, and which they are judged by.</summary>
/// <param name="Path">
/// A folder of CIFAR or ImageNet16 batches, one such file, a folder with a folder of photographs per class, or one with such folders in <c>train</c> and <c>val</c> or
/// <c>test</c>.
/// </param>
public sealed record TrainingSource(string Path)
{
    /// <summary>Share of each class that is kept for validation, above 0 and below 1; null for a tenth where the data have no images of their own for it. Default: null.</summary>
    public double? Validation { get; init; }

    /// <summary>How many images are learned from, the same share of each class; null for all. Default: null.</summary>
    public int? Images { get; init; }

    /// <summary>Side in pixels images are brought to; null where all have one size. Default: null.</summary>
    public int? Side { get; init; }

    /// <summary>Seed of the division, and of which images are learned from. Default: 0.</summary>
    public long Seed { get; init; }

    /// <summary>Checks all settings.</summary>
    /// <exception cref="UsageException">Some are out of range; the message names all of them.</exception>
    public TrainingSource Validated()
    {
        OptionsCheck.Require(
            (Path.Length > 0, "the path of the images is empty"),
            (Validation is not { } share || (share > 0 && share < 1), FormattableString.Invariant($"the share of validation is above 0 and below 1, not {Validation}")),
            (Images is not < 1, $"images are at least 1, not {Images}"));
        return this;
    }
}
