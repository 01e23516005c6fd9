using System.Runtime.InteropServices;

namespace SwapScore.Cli.Shell;

/// <summary>Ends the process in the middle of work.</summary>
internal static class ProcessEnd
{
    /// <summary>
    /// Ends the process at once with an exit code. What native libraries do at an orderly end is left out: they would take apart what their threads
    /// still use, and the process would die of a segmentation fault instead.
    /// </summary>
    public static void Now(ExitCode code)
    {
        if (OperatingSystem.IsWindows()) Environment.Exit((int)code);
        Console.Out.Flush();
        EndNow((int)code);
    }

    [DllImport("libc", EntryPoint = "_exit")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern void EndNow(int code);
}
