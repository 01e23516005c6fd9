namespace SwapScore.Workflows.Scoring;

/// <summary>Finds the model files a user names: files, and folders of them.</summary>
internal static class ModelFiles
{
    private const string Extension = ".onnx";

    /// <summary>Whether any of some arguments is a model rather than an architecture of a space.</summary>
    /// <param name="arguments">What a user typed.</param>
    public static bool AreMeant(IEnumerable<string> arguments) => arguments.Any(IsMeant);

    /// <summary>The files, in the order given, those of a folder by name.</summary>
    /// <param name="arguments">Files and folders.</param>
    /// <exception cref="UsageException">Some arguments are not models.</exception>
    /// <exception cref="InputException">A folder holds none, or cannot be read.</exception>
    public static IReadOnlyList<string> Find(IReadOnlyList<string> arguments)
    {
        if (arguments.FirstOrDefault(argument => !IsMeant(argument)) is { } other)
        {
            throw PathText.IsLikely(other) && !File.Exists(other)
                ? PathText.Fault(other, null)
                : new UsageException($"'{other}' is neither an {Extension} file nor a folder", "rank models and architectures of a space one after the other");
        }

        return [.. arguments.SelectMany(argument => Directory.Exists(argument) ? InFolder(argument) : [argument]).Distinct()];
    }

    /// <summary>What people know files by: their names, with the path where files of several folders have one name.</summary>
    internal static IReadOnlyList<string> Labels(IReadOnlyList<string> files)
    {
        var shared = files.GroupBy(Path.GetFileName).Where(group => group.Count() > 1).SelectMany(group => group).ToHashSet();
        return [.. files.Select(file => shared.Contains(file) ? file : Path.GetFileName(file))];
    }

    private static bool IsMeant(string argument) => argument.EndsWith(Extension, StringComparison.OrdinalIgnoreCase) || Directory.Exists(argument);

    private static List<string> InFolder(string folder)
    {
        try
        {
            var files = Directory.EnumerateFiles(folder).Where(file => file.EndsWith(Extension, StringComparison.OrdinalIgnoreCase)).Order(StringComparer.Ordinal).ToList();
            return files.Count > 0 ? files : throw new InputException($"{folder} holds no {Extension} file");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw InputException.At(folder, fault);
        }
    }
}
