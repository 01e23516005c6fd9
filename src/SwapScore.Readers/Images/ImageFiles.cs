namespace SwapScore.Readers.Images;

/// <summary>The image files of a folder.</summary>
internal static class ImageFiles
{
    private static readonly string[] Extensions = [".jpg", ".jpeg", ".png", ".webp"];

    /// <summary>The folder alone.</summary>
    public static EnumerationOptions Flat { get; } = new() { AttributesToSkip = 0 };

    /// <summary>The folder and those in it.</summary>
    public static EnumerationOptions Deep { get; } = new() { RecurseSubdirectories = true, AttributesToSkip = 0, MaxRecursionDepth = 8 };

    /// <summary>The JPEG, PNG and WebP files, in the ordinal order of their paths; hidden ones are left out.</summary>
    public static IEnumerable<string> In(string folder, EnumerationOptions depth) => Directory.EnumerateFiles(folder, "*", depth)
        .Where(path => Extensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase) && Path.GetFileName(path)[0] != '.')
        .Order(StringComparer.Ordinal);
}
