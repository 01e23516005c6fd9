namespace SwapScore.Data.Published;

/// <summary>
/// The beginning of a download, kept until the rest has come. Beside it lies a note of where it comes from and of the publisher's mark of
/// that version (an entity tag or a date), without which nobody could know whether the rest still fits.
/// </summary>
internal sealed class PartialFile(string path)
{
    private const string NoMark = "-";

    private readonly string _note = path + ".note";

    public string Path => path;

    public long Length => File.Exists(path) ? new FileInfo(path).Length : 0;

    /// <summary>The mark the rest has to fit; null for a beginning that can continue without one.</summary>
    /// <returns>False when there is no beginning from this address that can continue.</returns>
    public bool CanResume(Uri address, out string? mark)
    {
        mark = null;
        if (Length == 0 || !File.Exists(_note)) return false;
        var lines = File.ReadAllLines(_note);
        if (lines.Length != 2 || lines[0] != address.AbsoluteUri) return false;
        mark = lines[1] == NoMark ? null : lines[1];
        return true;
    }

    /// <summary>Notes what a beginning is of.</summary>
    /// <param name="address">Where it comes from.</param>
    /// <param name="mark">The publisher's mark of the version; null for none.</param>
    /// <param name="isChecked">Whether a published checksum will show if the parts do not fit, so that no mark is needed.</param>
    public void Note(Uri address, string? mark, bool isChecked)
    {
        if (mark is not null || isChecked)
            File.WriteAllText(_note, $"{address.AbsoluteUri}\n{mark ?? NoMark}\n");
        else
            File.Delete(_note);
    }

    public void Delete()
    {
        File.Delete(path);
        File.Delete(_note);
    }

    /// <summary>Puts the complete file in its place, at once.</summary>
    public void MoveTo(string target)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(target)!);
        File.Move(path, target, overwrite: true);
        File.Delete(_note);
    }
}
