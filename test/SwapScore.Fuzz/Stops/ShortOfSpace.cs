using SwapScore.Cli.Shell;

namespace SwapScore.Fuzz.Stops;

/// <summary>How a command may end that cannot write.</summary>
internal static class ShortOfSpace
{
    /// <returns>What happened that must not; null for nothing.</returns>
    public static string? Judge((int Code, string Output, string Error) end) => end.Code switch
    {
        (int)ExitCode.Success => null,
        (int)ExitCode.Failed or (int)ExitCode.Usage when end.Error.StartsWith("error: ", StringComparison.Ordinal) && !end.Error.Contains("unexpected", StringComparison.Ordinal) => null,
        _ => $"exit code {end.Code} without space: {end.Error.Trim()}",
    };
}
