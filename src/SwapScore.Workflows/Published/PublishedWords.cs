using System.Globalization;
using SwapScore.Data.Published;

namespace SwapScore.Workflows.Published;

/// <summary>What is known of published data, in words.</summary>
internal static class PublishedWords
{
    public static string Size(long? bytes) => bytes switch
    {
        null => "unknown size",
        < 10 << 10 => $"{bytes} bytes",
        < 10 << 20 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:0.0} KiB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1048576.0:0.0} MiB"),
    };

    public static string State(DataState state) => state switch
    {
        DataState.Missing => "missing",
        DataState.Unrecorded => "there, not verified: no checksum is known",
        DataState.Intact => "intact",
        _ => "DAMAGED",
    };

    public static string Checksum(PublishedFile file) => file.Checksum ?? "noted at the first download";

    public static string Source(PublishedFile file) => file.Address?.AbsoluteUri ?? $"by hand, from {file.Page}";
}
