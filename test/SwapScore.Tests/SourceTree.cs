namespace SwapScore.Tests;

/// <summary>The checkout the tests were built from.</summary>
internal static class SourceTree
{
    /// <summary>The folder of the solution file.</summary>
    public static string Root { get; } = Find();

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "SwapScore.slnx")))
            folder = folder.Parent;
        return folder.FullName;
    }
}
