using System.Diagnostics;
using SwapScore.Cli;

namespace SwapScore.Fuzz.Trials;

/// <summary>The command as a process of its own.</summary>
internal static class CommandProcess
{
    public static Process Start(string[] arguments) => Process.Start(new ProcessStartInfo("dotnet", [typeof(CommandLine).Assembly.Location, .. arguments])
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;

    /// <summary>Waits for the end.</summary>
    public static async Task<(int Code, string Output, string Error)> FinishAsync(Process process)
    {
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync().ConfigureAwait(false);
        await process.WaitForExitAsync().ConfigureAwait(false);
        return (process.ExitCode, output, await error.ConfigureAwait(false));
    }
}
