using System.Globalization;
using SwapScore.Truth;
using SwapScore.Values;

namespace SwapScore.Spaces.AutoFormer;

/// <summary>
/// Reads a table of vision Transformers with their accuracy in per cent: columns of the width, <c>num_heads</c> and <c>mlp_ratio</c> (numbers separated by blanks, one per
/// layer), and of accuracies. All further columns of numbers are published metrics.
/// </summary>
/// <param name="fileName">Name under which the table of the space is published.</param>
/// <param name="width">Name of the column of widths.</param>
/// <param name="columns">By task the name of its column of accuracies.</param>
internal sealed class AutoFormerTruth(string fileName, string width, IReadOnlyDictionary<string, string> columns) : ITruthReader
{
    private const string Heads = "num_heads";
    private const string Ratios = "mlp_ratio";

    /// <inheritdoc/>
    public IReadOnlyList<string> FileNames => [fileName];

    /// <inheritdoc/>
    public bool Accepts(TruthFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return file.First is not ('{' or '[' or null) && file.Records().FirstOrDefault() is { } header && header.Fields.Contains(width) && columns.Values.All(header.Fields.Contains);
    }

    /// <inheritdoc/>
    public TruthTable Read(TruthFile file, string task, TruthFile? published)
    {
        ArgumentNullException.ThrowIfNull(file);
        var accuracies = columns.GetValueOrDefault(task) ?? throw new InputException($"{file.Path} has no accuracies of {task}", $"take one of {string.Join(", ", columns.Keys)}");
        var records = file.Records().ToList();
        var names = records.Count == 0 ? [] : records[0].Fields;
        var missing = new[] { width, Heads, Ratios, accuracies }.Where(name => !names.Contains(name)).ToList();
        if (missing.Count > 0) throw new InputException($"{file.Path} has no column {string.Join(", ", missing)}", $"expected {fileName}");
        var (rows, broken) = (new List<TruthRow>(), new List<RowFailure>());
        foreach (var record in records.Skip(1))
        {
            var row = names.Zip(record.Fields).DistinctBy(pair => pair.First).ToDictionary(pair => pair.First, pair => pair.Second);
            if (record.Fields.Count != names.Count)
                broken.Add(new RowFailure(record.Row, null, $"{record.Fields.Count} columns instead of {names.Count}"));
            else if (Number(row[accuracies]) is not { } accuracy)
                broken.Add(new RowFailure(record.Row, Text(row), $"the accuracy '{PrintableText.Beginning(row[accuracies])}' is not a finite number"));
            else
                rows.Add(new TruthRow(record.Row, Text(row), accuracy) { Published = Metrics(row, accuracies) });
        }

        return rows.Count + broken.Count > 0
            ? new TruthTable(file.Name, [.. rows], [.. broken], file.Fingerprint)
            : throw new InputException($"{file.Path} holds no rows", $"expected {fileName}");
    }

    // A list that is shorter than the other shows as a layer that cannot be read.
    private string Text(Dictionary<string, string> row)
    {
        var (heads, ratios) = (row[Heads].Split(' '), row[Ratios].Split(' '));
        var layers = Math.Max(heads.Length, ratios.Length);
        return AutoFormerText.Format(row[width], Filled(heads), Filled(ratios.Select(ratio => Number(ratio) is { } number ? AutoFormerText.Number(number) : ratio)));

        IEnumerable<string> Filled(IEnumerable<string> list) => list.Concat(Enumerable.Repeat("?", layers)).Take(layers);
    }

    private ValueDictionary<double> Metrics(Dictionary<string, string> row, string accuracies) => ValueDictionary<double>.Create(row
        .Where(column => column.Key != width && column.Key != accuracies)
        .Select(column => (Name: column.Key, Value: Number(column.Value)))
        .Where(column => column.Value is not null)
        .ToDictionary(column => column.Name, column => column.Value!.Value));

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;
}
