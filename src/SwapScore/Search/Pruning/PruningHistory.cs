using System.Text.Json.Nodes;
using SwapScore.Storage;

namespace SwapScore.Search.Pruning;

/// <summary>
/// The folder of a pruning search: <c>config.json</c>, <c>environment.json</c>, <c>history.jsonl</c> (a line per measured network, as they come),
/// <c>result.json</c>. One that is resumed runs again from its beginning, but measures nothing it finds here.
/// </summary>
public sealed class PruningHistory : IDisposable
{
    private readonly SearchRunFolder _folder;
    private readonly JsonLines<Line> _lines;

    private PruningHistory(SearchRunFolder folder, JsonLines<Line> lines) => (_folder, _lines) = (folder, lines);

    /// <summary>Path of the folder.</summary>
    public string Folder => _folder.Path;

    /// <summary>Number of networks that an earlier run has measured.</summary>
    public int Restored => _lines.Restored.Count;

    /// <summary>One measured network.</summary>
    internal sealed record Line(string Architecture, double[] Ntk, double[] Regions, string? Failure)
    {
        public static Line Create(SuperNetworkMeasurement measured) => new(measured.Architecture, [.. measured.Ntk], [.. measured.Regions], measured.Failure);
    }

    /// <summary>Opens a folder, before any work is done.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="configuration">Everything the history depends on.</param>
    /// <param name="environment">What else is worth knowing of the run.</param>
    /// <param name="start">What to do with an earlier search.</param>
    /// <exception cref="UsageException">There is a search and the start is a new one, it is another search, or the folder cannot be written to.</exception>
    public static PruningHistory Open(string folder, JsonObject configuration, JsonObject environment, RunStart start)
    {
        var run = SearchRunFolder.Open(folder, configuration, start);
        try
        {
            var lines = run.OpenLines("history.jsonl", SearchLines.Exact.SuperNetwork);
            run.Begin(environment);
            return new PruningHistory(run, lines);
        }
        catch
        {
            run.Dispose();
            throw;
        }
    }

    /// <summary>What an earlier run has measured, in its order.</summary>
    internal IEnumerable<SuperNetworkMeasurement> Measured =>
        _lines.Restored.Select(line => new SuperNetworkMeasurement(line.Architecture, line.Ntk, line.Regions, line.Failure));

    /// <summary>Keeps a measurement.</summary>
    /// <exception cref="OutputException">The disk is full or a file is gone; all earlier lines stay.</exception>
    internal void Append(SuperNetworkMeasurement measured) => _lines.Append(Line.Create(measured));

    /// <summary>Writes <c>result.json</c>.</summary>
    public void WriteResult(JsonObject result) => _folder.WriteResult(result);

    /// <summary>Closes the files and lets others have the folder.</summary>
    public void Dispose()
    {
        _lines.Dispose();
        _folder.Dispose();
    }
}
