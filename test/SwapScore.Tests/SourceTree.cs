namespace SwapScore.Tests;

/// <summary>The checkout the tests were built from.</summary>
internal static class SourceTree
{
    /// <summary>The folder of the solution file.</summary>
    public static string Root { get; } = Find();

    /// <summary>The files of C# below a folder that people wrote, as full paths.</summary>
    public static IEnumerable<string> Sources(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories).Where(path => !path.EndsWith(".g.cs", StringComparison.Ordinal));

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "SwapScore.slnx")))
            folder = folder.Parent;
        return folder.FullName;
    }
}
