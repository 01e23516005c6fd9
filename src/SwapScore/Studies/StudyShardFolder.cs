using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using SwapScore.Evaluation;
using SwapScore.Storage;
using SwapScore.Storage.Csv;
using SwapScore.Truth;

namespace SwapScore.Studies;

/// <summary>The run folder of one shard of a study.</summary>
internal sealed class StudyShardFolder
{
    private const string ReportName = "report.json";

    private readonly StudyFiles _files;
    private readonly JsonObject _configuration;

    private StudyShardFolder(string path, JsonObject configuration, StudyDefinition definition)
    {
        (Path, _files, _configuration, Definition) = (path, StudyFiles.In(path), configuration, definition);
        Shard = definition.Shard!;
    }

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>Which shard it is.</summary>
    public Shard Shard { get; }

    /// <summary>The study, with the shard.</summary>
    public StudyDefinition Definition { get; }

    /// <summary>Whether every architecture of the shard has its result.</summary>
    public bool IsFinished => File.Exists(Report);

    private string Report => System.IO.Path.Combine(Path, ReportName);

    /// <summary>Opens the folder of a shard.</summary>
    /// <exception cref="UsageException">It holds a whole study.</exception>
    /// <exception cref="InputException">It holds no study.</exception>
    public static StudyShardFolder Open(string path)
    {
        var file = StudyFiles.In(path).Configuration!;
        if (!File.Exists(file)) throw new InputException($"{path} holds no shard of a study: {file} is missing", "give the run folders of shards");
        var configuration = ReadDocument(file);
        var definition = StudyConfiguration.Read(configuration, file);
        return definition.Shard is null
            ? throw new UsageException($"{path} holds a whole study, and no shard", "give the run folders of shards")
            : new StudyShardFolder(path, configuration, definition);
    }

    /// <summary>In which settings another shard differs, but for its number.</summary>
    public IEnumerable<string> DifferencesFrom(StudyShardFolder other)
    {
        var (mine, theirs) = (Fields(), other.Fields());
        if (Shard.Count != other.Shard.Count) yield return $"shards {Shard} and {other.Shard}";
        foreach (var field in mine.Keys.Union(theirs.Keys).Where(field => !JsonNode.DeepEquals(mine.GetValueOrDefault(field), theirs.GetValueOrDefault(field))))
            yield return $"{field} {Show(mine.GetValueOrDefault(field))} and {Show(theirs.GetValueOrDefault(field))}";
    }

    /// <summary>The architectures of the shard with their results, in table order.</summary>
    /// <exception cref="InputException">A file is missing or damaged.</exception>
    public List<(StudyEntry Entry, EvaluationResult Result)> ReadResults()
    {
        var rows = CsvReader.Read(ReadBytes(_files.Rows), _files.Rows).Skip(1).ToList();
        var content = ReadBytes(_files.Results!);
        var chain = new LineChain();
        var read = new List<(StudyEntry, EvaluationResult)>();
        for (var start = 0; content.AsSpan(start).IndexOf((byte)'\n') is >= 0 and var length; start += length + 1)
        {
            var json = chain.Open(content.AsSpan(start, length));
            read.Add(json is not null && read.Count < rows.Count && Restore(Encoding.UTF8.GetString(json), rows[read.Count]) is { } one
                ? one
                : throw new InputException($"{_files.Results}, line {read.Count + 1} is damaged: it is not what the study wrote there", Remedy.RepairOrStartAgain()));
        }

        return read.Count == rows.Count ? read : throw new InputException($"{_files.Results} has {read.Count} lines, and {_files.Rows} {rows.Count} rows", Remedy.RepairOrStartAgain());
    }

    /// <summary>The failures of the report of the shard, those of rows that could not be used among them.</summary>
    public List<RowFailure> ReadFailures() => [.. from failure in ReadDocument(Report)["failures"] as JsonArray ?? []
        select new RowFailure((int)failure["row"]!, (string?)failure["architecture"], (string)failure["failure"]!)];

    private (StudyEntry Entry, EvaluationResult Result)? Restore(string line, CsvRecord row)
    {
        try
        {
            if (JsonSerializer.Deserialize(line, StudyLines.Exact.StoredResult) is not { } stored || row.Fields is not [var text, var truth, ..]) return null;
            var entry = new StudyEntry(stored.Row, text, stored.Architecture, double.Parse(truth, CultureInfo.InvariantCulture));
            var request = StudyRunner.Request(Definition with { Shard = null }, entry);
            return StoredResult.Read(line, entry, request) is { } result ? (entry, result) : null;
        }
        catch (Exception fault) when (fault is JsonException or FormatException)
        {
            return null;
        }
    }

    private Dictionary<string, JsonNode> Fields() => JsonFields.Flatten(_configuration).Where(field => field.Key != StudyConfiguration.ShardField).ToDictionary();

    private static string Show(JsonNode? value) => value is null ? "none" : JsonText.Line(value);

    private static JsonObject ReadDocument(string path)
    {
        try
        {
            return JsonText.Parse(ReadBytes(path)) as JsonObject ?? throw new InputException($"{path} holds no JSON object");
        }
        catch (JsonException fault)
        {
            throw new InputException($"{path} is damaged: {JsonFault.Describe(fault)}", Remedy.StartAgain(), fault);
        }
    }

    private static byte[] ReadBytes(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw InputException.At(path, fault);
        }
    }
}
