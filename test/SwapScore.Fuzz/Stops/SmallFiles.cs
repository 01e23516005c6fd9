using System.Globalization;
using SwapScore.Fuzz.Trials;
using SwapScore.Randomness;

namespace SwapScore.Fuzz.Stops;

/// <summary>No file may grow beyond some size, as a quota has it: a write is done in part, and the next one fails.</summary>
internal sealed class SmallFiles : IStop
{
    private const int MostBlocks = 120;

    public string Name => "out of quota";

    public string? Hindrance { get; } = File.Exists("/bin/sh") ? null : "this system has no /bin/sh";

    public async Task<string?> RunAsync(string[] arguments, string folder, TimeSpan usual, RandomSequence draw)
    {
        // Blocks of 512 bytes. The runtime would put its code into a file of its own, which is too large.
        var limit = string.Create(CultureInfo.InvariantCulture, $"trap '' XFSZ; ulimit -f {1 + draw.Next(MostBlocks)}; export DOTNET_EnableWriteXorExecute=0; exec \"$@\"");
        using var process = CommandProcess.Start(arguments, "/bin/sh", "-c", limit, "sh");
        return ShortOfSpace.Judge(await CommandProcess.FinishAsync(process).ConfigureAwait(false));
    }
}
