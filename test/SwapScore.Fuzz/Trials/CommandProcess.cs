using System.Diagnostics;
using SwapScore.Cli;

namespace SwapScore.Fuzz.Trials;

/// <summary>The command as a process of its own.</summary>
internal static class CommandProcess
{
    /// <summary>Starts it.</summary>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="before">A program that runs it, with its own arguments; none for the command alone.</param>
    public static Process Start(string[] arguments, params string[] before)
    {
        string[] words = [.. before, "dotnet", typeof(CommandLine).Assembly.Location, .. arguments];
        return Process.Start(new ProcessStartInfo(words[0], words[1..]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
    }

    /// <summary>Waits for the end.</summary>
    public static async Task<(int Code, string Output, string Error)> FinishAsync(Process process)
    {
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync().ConfigureAwait(false);
        await process.WaitForExitAsync().ConfigureAwait(false);
        return (process.ExitCode, output, await error.ConfigureAwait(false));
    }

    /// <summary>Whether a program is on the path.</summary>
    public static bool IsInstalled(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));
}
