namespace SwapScore.Cli.Shell;

/// <summary>Exit codes of the <c>swapscore</c> command.</summary>
internal enum ExitCode
{
    /// <summary>Everything asked for was done.</summary>
    Success = 0,

    /// <summary>The run failed for a reason that is not the user's.</summary>
    Failed = 1,

    /// <summary>Wrong usage: unknown option, malformed architecture, value out of range.</summary>
    Usage = 2,

    /// <summary>An input file is missing, unreadable or not what it should be.</summary>
    Input = 3,

    /// <summary>The run finished, but some architectures or rows failed; the results say which.</summary>
    PartlyFailed = 4,

    /// <summary>A back end or device the command needs is not available.</summary>
    Unavailable = 5,

    /// <summary>Interrupted (Ctrl-C); what was done is saved.</summary>
    Interrupted = 130,

    /// <summary>Terminated (SIGTERM); what was done is saved.</summary>
    Terminated = 143,
}
