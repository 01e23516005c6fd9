using System.Globalization;
using SwapScore.Data;

namespace SwapScore.Workflows.Samples;

/// <summary>Samples in words.</summary>
public static class SampleWords
{
    /// <summary>How many samples of what, with their shape and fingerprint.</summary>
    /// <param name="batch">The samples.</param>
    public static string Describe(Batch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        return string.Create(CultureInfo.InvariantCulture, $"{batch.Size} samples of {batch.Source} ({batch.Shape}, {batch.Fingerprint})");
    }
}
