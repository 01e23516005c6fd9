using System.Security.Cryptography;
using System.Text;
using SwapScore.Storage;
using SwapScore.Studies;

namespace SwapScore.Workflows.Studies;

/// <summary>
/// Studies kept by what they are: whatever asks for a study of the same definition finds what is done of it, and goes on from there. What is
/// damaged of it is computed again.
/// </summary>
/// <param name="folder">Where they are kept.</param>
internal sealed class StudyCache(string folder)
{
    private const int KeyLength = 12;

    /// <summary>Opens the files of a study.</summary>
    /// <param name="definition">The study: space, table, metrics and samples.</param>
    /// <param name="entries">All architectures of the study.</param>
    /// <exception cref="UsageException">The folder cannot be written.</exception>
    public StudyStore Open(StudyDefinition definition, IReadOnlyList<StudyEntry> entries)
    {
        ArgumentNullException.ThrowIfNull(definition);
        var path = FolderOf(definition);
        RunFolder.RequireWritable(path);
        try
        {
            return StudyStore.OpenIn(path, null, definition, entries, RunStart.Repair);
        }
        catch (InputException)
        {
            return StudyStore.OpenIn(path, null, definition, entries, RunStart.Replace);
        }
    }

    /// <summary>Where a study is kept: its name for people, then a key of everything its result depends on.</summary>
    /// <param name="definition">What is studied.</param>
    public string FolderOf(StudyDefinition definition)
    {
        var text = JsonText.Line(definition.ToJson());
        var key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..KeyLength];
        return Path.Combine(folder, string.Join('-', ((string?[])[definition.Space, definition.Task, key]).Where(part => part is not null)));
    }
}
