using SwapScore.Spaces;
using SwapScore.Studies;
using SwapScore.Workflows.Composition;
using SwapScore.Workflows.Truth;

namespace SwapScore.Workflows.Studies;

/// <summary>A table of ground truth that has been read, and the rows of it that are studied.</summary>
/// <param name="Fingerprint">Fingerprint of the whole table.</param>
/// <param name="Entries">All rows, usable and not.</param>
/// <param name="Studied">The rows that are studied, in table order.</param>
internal sealed record StudiedTable(string Fingerprint, StudyEntries Entries, IReadOnlyList<StudyEntry> Studied)
{
    /// <exception cref="InputException">The table is missing or damaged, has no usable row, or has unusable ones that are not to be skipped.</exception>
    /// <exception cref="UsageException">A published column is not in the table.</exception>
    public static StudiedTable Read(
        WorkflowContext workflows, ISearchSpace space, SpaceTask task, string path, string? published, IReadOnlyList<string> columns, bool skipInvalid, int? limit)
    {
        var truth = workflows.LoadTruth(new TruthRequest(space.Name, task.Name, path, published));
        var entries = StudyEntries.Parse(truth.Rows, truth.Broken, space);
        TableMetric.RequirePublished(columns, entries.Usable);
        if (!skipInvalid) entries.RequireAllUsable(path);
        var studied = limit is { } count ? [.. entries.Usable.Take(count)] : entries.Usable;
        return studied.Count > 0 ? new StudiedTable(truth.Fingerprint, entries, studied) : throw new InputException($"{path} holds no usable row");
    }
}
