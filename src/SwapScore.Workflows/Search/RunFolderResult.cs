using System.Text.Json;
using SwapScore.Storage;

namespace SwapScore.Workflows.Search;

/// <summary>What a search or a pruning has left in its run folder: the architecture it found.</summary>
/// <param name="Space">Name of its space.</param>
/// <param name="Task">Name of its task.</param>
/// <param name="Architecture">Its text.</param>
internal sealed record RunFolderResult(string Space, string Task, string Architecture)
{
    internal const string FileName = "result.json";

    /// <summary>Reads the result of a run folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <returns>What was found; null where there is no such folder.</returns>
    /// <exception cref="InputException">The folder holds no finished search, or its result is damaged.</exception>
    public static RunFolderResult? Read(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        if (!Directory.Exists(folder)) return null;
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path)) throw new InputException($"{folder} holds no result of a search", "give the run folder of a search that has ended, or an architecture");
        try
        {
            var result = JsonText.Parse(File.ReadAllText(path));
            var architecture = result?["best"]?["architecture"] ?? result?["architecture"];
            if (result?["space"] is { } space && result["task"] is { } task && architecture is not null)
                return new RunFolderResult(space.GetValue<string>(), task.GetValue<string>(), architecture.GetValue<string>());
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            throw new InputException($"{path} is damaged: {fault.Message}", "run the search again");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw InputException.At(path, fault, "give a folder you can read");
        }

        throw new InputException($"{path} names no space, task and architecture", "give the run folder of a search");
    }
}
