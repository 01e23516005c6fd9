namespace SwapScore.Cli.Searching;

/// <summary>Where a search puts its run folder when it is not told.</summary>
internal static class SearchFolder
{
    /// <summary>The first of <c>search-1</c>, <c>search-2</c>, … that does not exist.</summary>
    public static string Next(string runs) =>
        Enumerable.Range(1, int.MaxValue - 1).Select(number => Path.Combine(runs, $"search-{number}")).First(folder => !Path.Exists(folder));

    /// <summary>A command line that names the folder, if it did not before.</summary>
    public static IEnumerable<string> Given(IReadOnlyList<string> arguments, string folder) =>
        arguments.Any(argument => argument is "--output" or "-o" || argument.StartsWith("--output=", StringComparison.Ordinal) || argument.StartsWith("-o=", StringComparison.Ordinal))
            ? arguments
            : [.. arguments, "--output", folder];
}
