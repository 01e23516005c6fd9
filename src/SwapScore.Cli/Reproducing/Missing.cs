using SwapScore.Data.Published;

namespace SwapScore.Cli.Reproducing;

/// <summary>Says what is missing, who publishes it, and what to type.</summary>
internal static class Missing
{
    public static string Tables(IEnumerable<string> names)
    {
        var files = names.Distinct().Select(PublishedFiles.Find).ToList();
        return string.Join("; ", files.Select(file =>
            $"{file.Paths[0]} is missing: {(file.Address is null ? $"get it from {file.Page}" : $"'swapscore data get {file.Name}' gets it from {file.Page}")}"));
    }
}
