namespace SwapScore.Evaluation;

/// <summary>A model in a file, and the name of its content. Requests carry the hash only; the path is where this machine has it.</summary>
/// <param name="ContentHash">
/// SHA-256 of everything the model consists of, 64 hexadecimal digits in lower case. For a model in one file it is the SHA-256 of that file.
/// </param>
/// <param name="Path">The file.</param>
public sealed record ModelReference(string ContentHash, string Path)
{
    /// <summary>Name for people: the file's.</summary>
    public string Name => System.IO.Path.GetFileName(Path);
}
