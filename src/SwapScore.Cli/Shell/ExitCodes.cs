namespace SwapScore.Cli.Shell;

/// <summary>The exit code of each kind of fault.</summary>
internal static class ExitCodes
{
    public static ExitCode From(FaultKind kind) => kind switch
    {
        FaultKind.Usage => ExitCode.Usage,
        FaultKind.Input => ExitCode.Input,
        FaultKind.Unavailable => ExitCode.Unavailable,
        FaultKind.Numeric => ExitCode.PartlyFailed,
        _ => ExitCode.Failed,
    };
}
