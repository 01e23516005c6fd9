using SwapScore.Workflows.Scoring;

namespace SwapScore.Cli.Options;

/// <summary>Architectures as arguments: where one is none but looks like a path, it is the path that is spoken of.</summary>
internal static class TypedArchitecture
{
    /// <param name="texts">The arguments.</param>
    /// <param name="lists">How a file of architectures is read; null where none can be.</param>
    /// <param name="read">Reads the arguments as architectures.</param>
    /// <exception cref="InputException">An argument is the path of nothing.</exception>
    /// <exception cref="UsageException">An argument is malformed, or a file of another kind.</exception>
    public static T Read<T>(string[] texts, string? lists, Func<string[], T> read)
    {
        try
        {
            return read(texts);
        }
        catch (UsageException) when (texts.FirstOrDefault(PathText.IsLikely) is { } path)
        {
            throw PathText.Fault(path, lists);
        }
    }
}
