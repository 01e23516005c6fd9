namespace SwapScore.Workflows.Scoring;

/// <summary>Whether a text is meant as a path, where an architecture may stand too.</summary>
internal static class PathText
{
    private static readonly string[] Extensions =
        [".onnx", ".txt", ".csv", ".tsv", ".json", ".jsonl", ".yaml", ".yml", ".npy", ".npz", ".pt", ".pth", ".pb", ".h5", ".keras", ".tflite", ".safetensors", ".pkl", ".zip"];

    /// <summary>Reads texts as architectures; where one is none but looks like a path, the fault speaks of the path.</summary>
    /// <param name="texts">What was typed.</param>
    /// <param name="lists">What to do with a file of architectures, as the front end says it; null where none can be read.</param>
    /// <param name="read">Reads the texts.</param>
    /// <exception cref="InputException">A text is the path of nothing.</exception>
    /// <exception cref="UsageException">A text is malformed, or a file of another kind.</exception>
    public static T Read<T>(IReadOnlyList<string> texts, string? lists, Func<IReadOnlyList<string>, T> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        try
        {
            return read(texts);
        }
        catch (UsageException) when (texts.FirstOrDefault(IsLikely) is { } path)
        {
            throw Fault(path, lists);
        }
    }

    /// <summary>Whether a text looks like the path of a file or folder: it has a separator or a usual extension, and nothing that texts of architectures have. Ask only where it is no architecture.</summary>
    /// <param name="text">What was typed.</param>
    public static bool IsLikely(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.IndexOfAny(['(', '[', '{', '|', '\n']) < 0 && (text.IndexOfAny(['/', '\\']) >= 0 || Extensions.Contains(Path.GetExtension(text).ToLowerInvariant()));
    }

    /// <summary>What is wrong with a path that was given where an architecture or a model is expected.</summary>
    /// <param name="path">The path.</param>
    /// <param name="lists">What to do with a file of architectures; null where none can be read.</param>
    public static SwapScoreException Fault(string path, string? lists) => File.Exists(path)
        ? new UsageException($"{path} is a file, but neither an architecture nor an .onnx model", lists)
        : new InputException($"there is no file or folder {path}", "check the path; models are .onnx files, or folders of them");
}
