namespace SwapScore.Workflows.Search;

/// <summary>Where a search puts its run folder when it is not told.</summary>
internal static class SearchFolder
{
    /// <summary>The first of <c>search-1</c>, <c>search-2</c>, … that does not exist.</summary>
    public static string Next(string runs) =>
        Enumerable.Range(1, int.MaxValue - 1).Select(number => Path.Combine(runs, $"search-{number}")).First(folder => !Path.Exists(folder));
}
