using System.Diagnostics;
using System.Globalization;
using SwapScore.Fuzz.Trials;
using SwapScore.Randomness;

namespace SwapScore.Fuzz.Stops;

/// <summary>The folder of the run is a small disk of its own: it fills up. What is on it then is moved to a large one.</summary>
internal sealed class FullDisk : IStop
{
    private const int MostKibibytes = 240;

    public string Name => "out of space";

    public string? Hindrance { get; } = CanMount() ? null : "only root can mount a small disk";

    public async Task<string?> RunAsync(string[] arguments, string folder, TimeSpan usual, RandomSequence draw)
    {
        var kept = folder + ".kept";
        Directory.CreateDirectory(folder);
        if (!Mount(folder, 4 * (1 + draw.Next(MostKibibytes / 4)))) return "the small disk cannot be mounted";
        try
        {
            using var process = CommandProcess.Start(arguments);
            var end = await CommandProcess.FinishAsync(process).ConfigureAwait(false);
            await RunAsync("cp", "-a", folder, kept).ConfigureAwait(false);
            if (ShortOfSpace.Judge(end) is { } what) return what;
        }
        finally
        {
            await RunAsync("umount", folder).ConfigureAwait(false);
        }

        Directory.Delete(folder, recursive: true);
        Directory.Move(kept, folder);
        return null;
    }

    private static bool CanMount()
    {
        if (!OperatingSystem.IsLinux()) return false;
        var folder = Directory.CreateTempSubdirectory("swapscore-disk").FullName;
        var can = Mount(folder, 16);
        if (can) RunAsync("umount", folder).GetAwaiter().GetResult();
        Directory.Delete(folder);
        return can;
    }

    private static bool Mount(string folder, int kibibytes) =>
        RunAsync("mount", "-t", "tmpfs", "-o", string.Create(CultureInfo.InvariantCulture, $"size={kibibytes}k"), "tmpfs", folder).GetAwaiter().GetResult() == 0;

    private static async Task<int> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        await process.StandardError.ReadToEndAsync().ConfigureAwait(false);
        await process.WaitForExitAsync().ConfigureAwait(false);
        return process.ExitCode;
    }
}
