using System.Globalization;
using System.Text.Json.Nodes;
using SwapScore.Storage;

namespace SwapScore.Workflows.Tables;

/// <summary>A further table below a result.</summary>
/// <param name="Title">What it shows, for people.</param>
/// <param name="Field">Its name in JSON documents; null where they have the same in another form.</param>
/// <param name="Table">The table.</param>
public sealed record Detail(string Title, string? Field, Table Table)
{
    /// <summary>One object per row, one field per column.</summary>
    public JsonArray ToJson() => new([.. Table.Rows.Select(row => new JsonObject(
        Table.Columns.Zip(row).SelectMany(pair => pair.First.Fields.Zip(pair.Second.Fields, (field, text) =>
            KeyValuePair.Create(field, (JsonNode?)Value(pair.First, text))))))]);

    private static JsonNode? Value(Column column, string text) =>
        !column.IsNumber ? JsonValue.Create(text)
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? JsonText.Number(number)
        : null;
}
