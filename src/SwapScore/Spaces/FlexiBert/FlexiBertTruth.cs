using System.Globalization;
using System.Text.Json;
using SwapScore.Truth;
using SwapScore.Values;

namespace SwapScore.Spaces.FlexiBert;

/// <summary>
/// Reads <c>BERT_benchmark.json</c>, 500 encoders with their GLUE scores, and beside it the published values of metrics,
/// <c>BERT_results_activation.csv</c>. The scores of all tasks are columns too, as <c>score-cola</c> and so on.
/// </summary>
/// <remarks>Serianni, Kalita: Training-free Neural Architecture Search for RNNs and Transformers (ACL 2023).</remarks>
internal sealed class FlexiBertTruth : ITruthReader
{
    private const string Expected = "BERT_benchmark.json";
    private const string IdColumn = "ID";

    /// <summary>File name of the published metrics.</summary>
    public const string PublishedName = "BERT_results_activation.csv";

    /// <summary>Prefix of the columns of the tasks' scores.</summary>
    public const string ScorePrefix = "score-";

    /// <inheritdoc/>
    public IReadOnlyList<string> FileNames => [Expected];

    /// <summary>Reads the scores of one task.</summary>
    /// <param name="path">The benchmark.</param>
    /// <param name="task"><c>glue</c> or one of its tasks.</param>
    /// <param name="published">The table of published metrics; null for none.</param>
    /// <exception cref="InputException">A file is missing, unreadable or of another format.</exception>
    public static TruthTable Read(string path, string task, string? published = null) =>
        new FlexiBertTruth().Read(TruthFile.Read(path, Expected), task, published is null ? null : TruthFile.Read(published, PublishedName));

    /// <inheritdoc/>
    public bool Accepts(TruthFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return file.First == '[' && !file.IsNamedTable;
    }

    /// <inheritdoc/>
    public TruthTable Read(TruthFile file, string task, TruthFile? published)
    {
        ArgumentNullException.ThrowIfNull(file);
        var metrics = published is null ? [] : ReadPublished(published);
        var rows = new List<TruthRow>();
        var broken = new List<RowFailure>();
        using var document = PythonJson.Parse(file, Expected);
        if (document.RootElement.ValueKind != JsonValueKind.Array) throw new InputException($"{file.Path} is not a list", $"expected {Expected}");
        foreach (var (index, entry) in document.RootElement.EnumerateArray().Index())
        {
            try
            {
                rows.Add(Row(index, entry, task, metrics));
            }
            catch (SwapScoreException fault)
            {
                broken.Add(new RowFailure(index + 1, null, fault.Message));
            }
        }

        return rows.Count + broken.Count > 0
            ? new TruthTable(file.Name, [.. rows], [.. broken], file.Fingerprint)
            : throw new InputException($"{file.Path} holds no encoders", $"expected {Expected}");
    }

    private static TruthRow Row(int index, JsonElement entry, string task, Dictionary<int, Dictionary<string, double>> metrics)
    {
        var id = entry.TryGetProperty("id", out var number) && number.TryGetInt32(out var known) ? known : index;
        if (!entry.TryGetProperty("scores", out var scores) || scores.ValueKind != JsonValueKind.Object)
            throw new InputException($"encoder {id} has no scores");
        var values = new Dictionary<string, double>(metrics.GetValueOrDefault(id) ?? []);
        foreach (var score in scores.EnumerateObject().Where(score => score.Value.ValueKind == JsonValueKind.Number))
            values[ScorePrefix + score.Name] = score.Value.GetDouble();
        return values.TryGetValue(ScorePrefix + task, out var truth)
            ? new TruthRow(index + 1, FlexiBertJson.Read(entry).Text, truth) { Published = ValueDictionary<double>.Create(values) }
            : throw new InputException($"encoder {id} has no score of {task}");
    }

    /// <summary>By encoder: the values of every column, named like <c>head-confidence</c>.</summary>
    private static Dictionary<int, Dictionary<string, double>> ReadPublished(TruthFile file)
    {
        var rows = file.Records().ToList();
        if (rows.Count == 0 || rows[0].Fields[0] != IdColumn)
            throw new InputException($"{file.Path} does not begin with a column {IdColumn}", $"expected {PublishedName}");
        var names = rows[0].Fields.Select(name => name.ToLowerInvariant().Replace(' ', '-')).ToList();
        return rows.Skip(1)
            .Where(row => int.TryParse(row.Fields[0], NumberStyles.None, CultureInfo.InvariantCulture, out _))
            .ToDictionary(
                row => int.Parse(row.Fields[0], CultureInfo.InvariantCulture),
                row => names.Zip(row.Fields).Skip(1)
                    .Where(pair => double.TryParse(pair.Second, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value))
                    .ToDictionary(pair => pair.First, pair => double.Parse(pair.Second, CultureInfo.InvariantCulture)));
    }
}
