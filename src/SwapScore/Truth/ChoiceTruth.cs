using System.Globalization;
using SwapScore.Values;

namespace SwapScore.Truth;

/// <summary>
/// Reads a CSV table with a header in which the choices of a network are columns of their own, and so are accuracies of several tasks in per cent. All further
/// columns of numbers are published metrics.
/// </summary>
/// <param name="fileName">Name under which the table is published.</param>
/// <param name="choices">Names of the columns of choices.</param>
/// <param name="accuracies">By task the name of its column of accuracies.</param>
/// <param name="text">The text of the network, from the fields of a row by column.</param>
internal sealed class ChoiceTruth(
    string fileName, IReadOnlyList<string> choices, IReadOnlyDictionary<string, string> accuracies, Func<IReadOnlyDictionary<string, string>, string> text) : ITruthReader
{
    /// <inheritdoc/>
    public IReadOnlyList<string> FileNames => [fileName];

    /// <inheritdoc/>
    public bool Accepts(TruthFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return file.First is not ('{' or '[' or null) && file.Records().FirstOrDefault() is { } header && header.Fields.Contains(choices[0]) && accuracies.Values.All(header.Fields.Contains);
    }

    /// <inheritdoc/>
    public TruthTable Read(TruthFile file, string task, TruthFile? published)
    {
        ArgumentNullException.ThrowIfNull(file);
        var accuracy = accuracies.GetValueOrDefault(task) ?? throw new InputException($"{file.Path} has no accuracies of {task}", $"take one of {string.Join(", ", accuracies.Keys)}");
        var records = file.Records().ToList();
        var names = records.Count == 0 ? [] : records[0].Fields;
        var missing = choices.Append(accuracy).Where(name => !names.Contains(name)).ToList();
        if (missing.Count > 0) throw new InputException($"{file.Path} has no column {string.Join(", ", missing)}", $"expected {fileName}");
        var (rows, broken) = (new List<TruthRow>(), new List<RowFailure>());
        foreach (var record in records.Skip(1))
        {
            var row = names.Zip(record.Fields).DistinctBy(pair => pair.First).ToDictionary(pair => pair.First, pair => pair.Second);
            if (record.Fields.Count != names.Count)
                broken.Add(new RowFailure(record.Row, null, $"{record.Fields.Count} columns instead of {names.Count}"));
            else if (Number(row[accuracy]) is not { } value)
                broken.Add(new RowFailure(record.Row, text(row), $"the accuracy '{PrintableText.Beginning(row[accuracy])}' is not a finite number"));
            else
                rows.Add(new TruthRow(record.Row, text(row), value) { Published = Metrics(row, accuracy) });
        }

        return rows.Count + broken.Count > 0
            ? new TruthTable(file.Name, [.. rows], [.. broken], file.Fingerprint)
            : throw new InputException($"{file.Path} holds no rows", $"expected {fileName}");
    }

    /// <summary>A finite number of a field; null for anything else.</summary>
    public static double? Number(string field) =>
        double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    private ValueDictionary<double> Metrics(Dictionary<string, string> row, string accuracy) => ValueDictionary<double>.Create(row
        .Where(column => column.Key != accuracy && !choices.Contains(column.Key))
        .Select(column => (Name: column.Key, Value: Number(column.Value)))
        .Where(column => column.Value is not null)
        .ToDictionary(column => column.Name, column => column.Value!.Value));
}
