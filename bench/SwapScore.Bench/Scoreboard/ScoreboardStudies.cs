using System.Globalization;
using System.Text;
using System.Text.Json;
using SwapScore.Evaluation;
using SwapScore.Metrics;
using SwapScore.Spaces;
using SwapScore.Storage;
using SwapScore.Studies;
using SwapScore.Workflows;
using SwapScore.Workflows.Composition;
using SwapScore.Workflows.Sessions;

namespace SwapScore.Bench.Scoreboard;

/// <summary>
/// The studies behind the scoreboard, each in a run folder of its own: an interrupted one goes on where it stopped, and what it has by then can be read.
/// Cells of NAS-Bench-201 that compute the same are scored once.
/// </summary>
/// <param name="data">Folder of published tables and samples.</param>
/// <param name="runs">Folder of the run folders.</param>
internal sealed class ScoreboardStudies(string data, string runs)
{
    private readonly Dictionary<(string Networks, string Task), IReadOnlyList<StudyEntry>> _entries = [];

    /// <summary>Computes a study, or the rest of one.</summary>
    /// <param name="networks">The networks.</param>
    /// <param name="group">The metrics.</param>
    /// <param name="output">Is told how long it takes.</param>
    /// <param name="cancellation">Stops it; what is scored by then is kept.</param>
    /// <exception cref="WorkInterruptedException">It was stopped.</exception>
    public async Task RunAsync(ScoredNetworks networks, MetricGroup group, TextWriter output, CancellationToken cancellation)
    {
        var folder = Folder(networks, group);
        var study = networks.Study(group, data, TableOfNetworks(networks), networks.HasTwins ? Keys(networks).Take(group.Rows ?? int.MaxValue).Distinct().Count() : group.Rows);
        var start = Directory.Exists(folder) ? RunStart.Resume : RunStart.New;
        await WorkflowContext.Standard.StudyAsync(study with { Folder = folder, Start = start }, new SecondsPerNetwork(output, folder), cancellation: cancellation);
    }

    /// <summary>The rows of a column whose networks have been scored, in table order, with their scores; those after the first that has not are left out.</summary>
    /// <param name="column">The column.</param>
    /// <param name="group">The metrics.</param>
    public IReadOnlyList<(StudyEntry Entry, EvaluationResult Result)> Scored(ScoreboardColumn column, MetricGroup group)
    {
        var results = Read(column.Networks, group);
        return
        [
            .. Entries(column.Networks, column.Task).Take(group.Rows ?? int.MaxValue)
                .Select(entry => (entry, Result: results.GetValueOrDefault(Key(column.Networks, entry.Architecture))))
                .TakeWhile(pair => pair.Result is not null)
                .Select(pair => (pair.entry, pair.Result!))
                .Where(pair => pair.Item2.Failure is null),
        ];
    }

    /// <summary>The same with the scores of all forward metrics of every row; a metric that few rows have yet is missing in the others.</summary>
    /// <param name="column">The column.</param>
    public IReadOnlyList<(StudyEntry Entry, EvaluationResult Result)> ScoredForward(ScoreboardColumn column)
    {
        var groups = MetricGroup.All.Where(group => !group.HasFewRows).Select(group => Scored(column, group)).ToArray();
        var rest = groups[1..].SelectMany(rows => rows).ToLookup(row => row.Entry, row => row.Result.Metrics);
        return
        [
            .. groups[0].Select(row => (row.Entry, row.Result with
            {
                Metrics = rest[row.Entry].SelectMany(metrics => metrics).Concat(row.Result.Metrics).DistinctBy(pair => pair.Key).ToDictionary(),
            })),
        ];
    }

    /// <summary>The usable rows of a table as it is published.</summary>
    /// <param name="networks">The networks it lists.</param>
    /// <param name="task">The task its accuracies are of.</param>
    public IReadOnlyList<StudyEntry> Entries(ScoredNetworks networks, string task)
    {
        if (_entries.TryGetValue((networks.Table, task), out var known)) return known;
        var space = SearchSpaces.Find(networks.Space);
        var table = SpaceTables.Read(space, task, Path.Combine(data, "tables", networks.Table));
        return _entries[(networks.Table, task)] = StudyEntries.Parse(table.Rows, table.Broken, space).Usable;
    }

    /// <summary>What is the same for networks that compute the same.</summary>
    /// <param name="networks">The networks.</param>
    /// <param name="architecture">One of them.</param>
    public static string Key(ScoredNetworks networks, string architecture) =>
        networks.HasTwins ? SearchSpaces.Find(networks.Space).Parse(architecture).Canonical : architecture;

    private IEnumerable<string> Keys(ScoredNetworks networks) => Entries(networks, networks.Task).Select(entry => Key(networks, entry.Architecture));

    private string Folder(ScoredNetworks networks, MetricGroup group) => Path.Combine(runs, $"{networks.Name}-{group.Name}");

    /// <summary>The results in a run folder, by what is the same for twins.</summary>
    private Dictionary<string, EvaluationResult> Read(ScoredNetworks networks, MetricGroup group)
    {
        var (path, chain) = (Path.Combine(Folder(networks, group), "results.jsonl"), new LineChain());
        if (!File.Exists(path)) return [];
        return File.ReadLines(path).Select(line => chain.Open(Encoding.UTF8.GetBytes(line))).TakeWhile(json => json is not null)
            .Select(json => JsonSerializer.Deserialize(json!, StudyLines.Exact.StoredResult)!)
            .DistinctBy(stored => Key(networks, stored.Architecture))
            .ToDictionary(stored => Key(networks, stored.Architecture), stored => new EvaluationResult
            {
                Request = new EvaluationRequest(networks.Space, stored.Architecture, new EvaluationOptions(), ""),
                Failure = stored.Failure,
                Metrics = stored.Metrics.ToDictionary(pair => pair.Key, pair => new MetricScore(pair.Value.Values, pair.Value.LogMean)),
            });
    }

    /// <summary>The table as it is published, or that of the networks without twins, in the same order.</summary>
    private string TableOfNetworks(ScoredNetworks networks)
    {
        if (!networks.HasTwins) return Path.Combine(data, "tables", networks.Table);
        var path = Path.Combine(runs, $"{networks.Name}-once.csv");
        if (File.Exists(path)) return path;
        Directory.CreateDirectory(runs);
        var once = Entries(networks, networks.Task).DistinctBy(entry => Key(networks, entry.Architecture));
        AtomicFile.Write(path, string.Concat(once.Select(entry => string.Create(CultureInfo.InvariantCulture, $"{entry.Architecture},{entry.Truth:R}\n")).Prepend("architecture,accuracy\n")));
        return path;
    }
}
