namespace SwapScore.Studies;

/// <summary>Paths of the files of a study.</summary>
/// <param name="Rows">CSV of <c>architecture,truth,</c> and one column per metric: what people and programs read.</param>
/// <param name="Results">
/// JSON lines with every value of every repeat, the trivial baselines and the reason of every failure: what a resumed study needs to
/// report exactly what an uninterrupted one does. Null when the rows go to a device, which cannot be resumed.
/// </param>
/// <param name="Configuration">JSON of the resolved <see cref="StudyDefinition"/>; null as above.</param>
internal sealed record StudyFiles(string Rows, string? Results, string? Configuration)
{
    /// <summary>The files beside a file of rows: <c>rows.csv</c>, <c>rows.csv.results.jsonl</c>, <c>rows.csv.config.json</c>.</summary>
    /// <param name="rows">Path of the rows.</param>
    public static StudyFiles Beside(string rows) =>
        IsDevice(rows) ? new(rows, null, null) : new(rows, rows + ".results.jsonl", rows + ".config.json");

    /// <summary>The files of a run folder: <c>rows.csv</c>, <c>results.jsonl</c>, <c>config.json</c>.</summary>
    /// <param name="folder">Path of the folder.</param>
    /// <param name="rows">Where the rows go instead of the folder; null for the folder.</param>
    public static StudyFiles In(string folder, string? rows = null) => new(
        rows ?? Path.Combine(folder, "rows.csv"), Path.Combine(folder, "results.jsonl"), Path.Combine(folder, "config.json"));

    /// <summary>Whether rows are only passed on (<c>/dev/stdout</c>, <c>/dev/full</c>), so that there is nothing to resume.</summary>
    internal bool PassedOn => IsDevice(Rows);

    private static bool IsDevice(string path) =>
        Path.GetFullPath(path).StartsWith("/dev/", StringComparison.Ordinal)
        || File.Exists(path) && File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName.StartsWith("/dev/", StringComparison.Ordinal) == true;
}
