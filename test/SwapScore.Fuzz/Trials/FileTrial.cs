using SwapScore.Fuzz.Formats;
using SwapScore.Randomness;

namespace SwapScore.Fuzz.Trials;

/// <summary>A changed file.</summary>
internal sealed class FileTrial(FileFormat format) : ITrial
{
    public string Name => $"changed {format.Name}";

    /// <summary>Reads a file as it should be.</summary>
    /// <returns>What it says where it is refused; null where it is read.</returns>
    public static async Task<string?> RunValidAsync(FileFormat format, string folder)
    {
        await File.WriteAllBytesAsync(Path.Combine(folder, format.FileName), format.Valid).ConfigureAwait(false);
        var command = await Command.RunAsync(format.Arguments(folder)).ConfigureAwait(false);
        return Command.Judge(command) ?? (command!.Code == 0 ? null : $"exit code {command.Code}: {command.Error.Trim()}");
    }

    public async Task<string?> RunAsync(string folder, RandomSequence draw)
    {
        await File.WriteAllBytesAsync(Path.Combine(folder, format.FileName), Mutator.Mutate(format.Valid, draw)).ConfigureAwait(false);
        return Command.Judge(await Command.RunAsync(format.Arguments(folder)).ConfigureAwait(false));
    }
}
