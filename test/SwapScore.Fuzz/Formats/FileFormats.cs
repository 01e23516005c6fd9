namespace SwapScore.Fuzz.Formats;

/// <summary>Every kind of file.</summary>
internal static class FileFormats
{
    /// <summary>Scores as little as possible of what has been read.</summary>
    public static readonly string[] Little = ["--repeats", "1", "--batch-size", "2", "--threads", "1"];

    public static IReadOnlyList<FileFormat> All { get; } = [.. ModelFormats.All, .. TableFormats.All, .. TextFormats.All, .. ImageFormats.All];
}
