using SwapScore.Data;
using static System.FormattableString;

namespace SwapScore.Readers.Images;

/// <summary>How image files become samples.</summary>
public sealed record ImageFolderOptions
{
    /// <summary>Side of the samples, 3 … 1024. Default: 256.</summary>
    public int Side { get; init; } = 256;

    /// <summary>How an image that is not square becomes one. Default: the middle is cut out.</summary>
    public ImageFit Fit { get; init; } = ImageFit.CenterCrop;

    /// <summary>How pixels become network inputs. Default: as torchvision does for ImageNet.</summary>
    public Normalization Normalization { get; init; } = Normalization.ImageNet;

    /// <summary>Checks all settings.</summary>
    /// <exception cref="UsageException">Every violation, in one message.</exception>
    public ImageFolderOptions Validated()
    {
        var violations = new List<string>();
        if (Side is < Resampling.MinimumSide or > Resampling.MaximumSide) violations.Add(Invariant($"side must be {Resampling.SideRange}, not {Side}"));
        if (!Enum.IsDefined(Fit)) violations.Add($"unknown fit {(int)Fit}");
        if (Normalization is null) violations.Add("a normalisation is needed");
        return violations.Count == 0 ? this : throw new UsageException(string.Join("; ", violations));
    }
}
