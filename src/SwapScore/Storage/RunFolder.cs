using System.Text.Json.Nodes;

namespace SwapScore.Storage;

/// <summary>
/// The folder a run writes: <c>config.json</c>, <c>environment.json</c>, its rows and results, <c>report.json</c>.
/// </summary>
internal sealed class RunFolder
{
    private const string ReportName = "report.json";

    private readonly string _path;

    private RunFolder(string path) => _path = path;

    /// <summary>Makes the folder, or takes the one that is there.</summary>
    /// <exception cref="UsageException">It cannot be made or written to.</exception>
    public static RunFolder Open(string path)
    {
        try
        {
            Directory.CreateDirectory(path);
            var probe = Path.Combine(path, ".probe");
            File.WriteAllText(probe, "");
            File.Delete(probe);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new UsageException($"cannot write to the folder {path}: {fault.Message}", "choose a folder you can write to");
        }

        return new RunFolder(path);
    }

    /// <summary>Notes what the run runs on; the report of an earlier run goes, since it no longer fits the rows.</summary>
    public void Begin(JsonObject environment)
    {
        File.Delete(Path.Combine(_path, ReportName));
        Write("environment.json", environment);
    }

    public void WriteReport(JsonObject report) => Write(ReportName, report);

    private void Write(string name, JsonObject document) => AtomicFile.Write(Path.Combine(_path, name), JsonText.Document(document));
}
