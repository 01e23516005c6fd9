using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using SwapScore.Search.Pruning;
using SwapScore.Spaces;
using SwapScore.Storage;

namespace SwapScore.Search;

/// <summary>
/// The folder of a search: <c>config.json</c>, <c>environment.json</c>, <c>history.jsonl</c> (a line per candidate, or per measured network of a pruning, as
/// they come), <c>latencies.jsonl</c> (a line per measured latency), <c>result.json</c>. A search that is resumed runs again from its beginning, but takes
/// every score and latency it finds here: the result is that of an uninterrupted run, whenever it was interrupted.
/// </summary>
public sealed class SearchHistory : IDisposable
{
    private const string FileName = "history.jsonl";

    private readonly SearchRunFolder _folder;
    private readonly JsonLines<Line>? _lines;
    private readonly JsonLines<Latency>? _latencies;
    private readonly JsonLines<Measurement>? _measurements;
    private int _skipped;

    private SearchHistory(SearchRunFolder folder, JsonLines<Line>? lines, JsonLines<Latency>? latencies, JsonLines<Measurement>? measurements) =>
        (_folder, _lines, _latencies, _measurements, _skipped) = (folder, lines, latencies, measurements, lines?.Restored.Count ?? 0);

    /// <summary>Path of the folder.</summary>
    public string Folder => _folder.Path;

    /// <summary>Number of candidates that an earlier run has scored, or of networks that it has measured.</summary>
    public int Restored => _lines?.Restored.Count ?? _measurements!.Restored.Count;

    /// <summary>One candidate.</summary>
    internal sealed record Line(int Number, int Cycle, string Architecture, double[] Scores, long Parameters, long Flops, double Fitness)
    {
        /// <summary>Errors of the scores; null in lines of versions that did not keep them.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public double[]? Errors { get; init; }
    }

    /// <summary>One measured latency.</summary>
    internal sealed record Latency(string Architecture, double Seconds);

    /// <summary>One measured network of a pruning.</summary>
    internal sealed record Measurement(string Architecture, double[] Ntk, double[] Regions, string? Failure)
    {
        public static Measurement Create(SuperNetworkMeasurement measured) => new(measured.Architecture, [.. measured.Ntk], [.. measured.Regions], measured.Failure);
    }

    /// <summary>Opens a folder, before any work is done.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="configuration">Everything the history depends on.</param>
    /// <param name="environment">What else is worth knowing of the run.</param>
    /// <param name="start">What to do with an earlier search.</param>
    /// <param name="measuresLatency">Whether latencies are kept.</param>
    /// <exception cref="UsageException">There is a search and the start is a new one, it is another search, or the folder cannot be written to.</exception>
    public static SearchHistory Open(string folder, JsonObject configuration, JsonObject environment, RunStart start, bool measuresLatency) => Open(
        folder, configuration, environment, start,
        run => new SearchHistory(run, run.OpenLines(FileName, SearchLines.Exact.Candidate), measuresLatency ? run.OpenLines("latencies.jsonl", SearchLines.Exact.Latency) : null, null));

    /// <summary>Opens the folder of a pruning, before any work is done.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="configuration">Everything the history depends on.</param>
    /// <param name="environment">What else is worth knowing of the run.</param>
    /// <param name="start">What to do with an earlier search.</param>
    /// <exception cref="UsageException">There is a search and the start is a new one, it is another search, or the folder cannot be written to.</exception>
    public static SearchHistory OpenPruning(string folder, JsonObject configuration, JsonObject environment, RunStart start) =>
        Open(folder, configuration, environment, start, run => new SearchHistory(run, null, null, run.OpenLines(FileName, SearchLines.Exact.SuperNetwork)));

    private static SearchHistory Open(string folder, JsonObject configuration, JsonObject environment, RunStart start, Func<SearchRunFolder, SearchHistory> create)
    {
        var run = SearchRunFolder.Open(folder, configuration, start);
        try
        {
            var history = create(run);
            run.Begin(environment);
            return history;
        }
        catch
        {
            run.Dispose();
            throw;
        }
    }

    /// <summary>Gives a search what an earlier run has found.</summary>
    internal void Restore(SearchScoring scoring, ArchitectureSearch search)
    {
        foreach (var line in _lines?.Restored ?? [])
            scoring.Remember(line.Architecture, line.Scores, line.Parameters, line.Flops, line.Errors ?? []);
        foreach (var latency in _latencies?.Restored ?? [])
            search.RememberLatency(latency.Architecture, latency.Seconds);
    }

    /// <summary>Keeps what happens, unless an earlier run has.</summary>
    /// <exception cref="OutputException">The disk is full or a file is gone; all earlier lines stay.</exception>
    internal void Append(CandidateScored scored)
    {
        if (_skipped > 0)
        {
            _skipped--;
            return;
        }

        var candidate = scored.Candidate;
        _lines!.Append(new Line(
            candidate.Number, scored.Cycle, candidate.Architecture.Text, [.. candidate.Scores], candidate.Parameters, candidate.Flops, scored.Fitness)
        {
            Errors = [.. candidate.Errors],
        });
    }

    /// <summary>Keeps a latency that was measured.</summary>
    /// <exception cref="OutputException">The disk is full or a file is gone; all earlier lines stay.</exception>
    internal void Append(IArchitecture architecture, double seconds) => _latencies?.Append(new Latency(architecture.Text, seconds));

    /// <summary>What an earlier run of a pruning has measured, in its order.</summary>
    internal IEnumerable<SuperNetworkMeasurement> Measured =>
        _measurements!.Restored.Select(line => new SuperNetworkMeasurement(line.Architecture, line.Ntk, line.Regions, line.Failure));

    /// <summary>Keeps a measurement of a pruning.</summary>
    /// <exception cref="OutputException">The disk is full or a file is gone; all earlier lines stay.</exception>
    internal void Append(SuperNetworkMeasurement measured) => _measurements!.Append(Measurement.Create(measured));

    /// <summary>Writes <c>result.json</c>.</summary>
    public void WriteResult(JsonObject result) => _folder.WriteResult(result);

    /// <summary>Closes the files and lets others have the folder.</summary>
    public void Dispose()
    {
        _lines?.Dispose();
        _latencies?.Dispose();
        _measurements?.Dispose();
        _folder.Dispose();
    }
}
