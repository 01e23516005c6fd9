using System.Text.Json;

namespace SwapScore.Data.Text;

/// <summary>The texts of a file in their order, by what its extension says it holds.</summary>
internal static class PassageFormat
{
    /// <exception cref="InputException">A line is not what it should be, or a text is empty.</exception>
    /// <exception cref="JsonException">A list is not JSON.</exception>
    public static IEnumerable<string> Read(TextReader reader, string path, string field, string accepted)
    {
        var name = Path.GetFileName(path);
        return Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".json" or ".jsonl" or ".ndjson" => reader.Peek() == '[' ? List(reader.ReadToEnd(), name, field, accepted) : JsonLines(reader, name, field, accepted),
            ".tsv" or ".tab" => Table(reader, name, field, accepted),
            _ => Lines(reader).Select(line => line.Text.Trim()),
        };
    }

    private static IEnumerable<(string Text, int Number)> Lines(TextReader reader)
    {
        for (var number = 1; reader.ReadLine() is { } text; number++)
            if (!string.IsNullOrWhiteSpace(text))
                yield return (text, number);
    }

    private static IEnumerable<string> List(string text, string name, string field, string accepted)
    {
        using var document = JsonDocument.Parse(text);
        foreach (var (index, element) in document.RootElement.EnumerateArray().Index())
            yield return Text(element, $"{name}, entry {index + 1}", field, accepted);
    }

    private static IEnumerable<string> JsonLines(TextReader reader, string name, string field, string accepted)
    {
        foreach (var (text, number) in Lines(reader))
        {
            JsonDocument document;
            try
            {
                document = JsonDocument.Parse(text);
            }
            catch (JsonException fault)
            {
                throw new InputException($"{name}, line {number} is not JSON: {JsonFault.Describe(fault)}", accepted, fault);
            }

            using (document)
                yield return Text(document.RootElement, $"{name}, line {number}", field, accepted);
        }
    }

    private static string Text(JsonElement element, string place, string field, string accepted)
    {
        if (element.ValueKind == JsonValueKind.Object && element.TryGetProperty(field, out var inner)) element = inner;
        if (element.ValueKind != JsonValueKind.String)
        {
            var known = element.ValueKind == JsonValueKind.Object ? string.Join(", ", element.EnumerateObject().Select(property => property.Name).Take(8)) : "";
            throw known.Length == 0
                ? new InputException($"{place} has no field {field}", accepted)
                : new InputException($"{place} has no field {field}; its fields are {known}", Remedy.NameTextField());
        }

        return Filled(element.GetString(), place, accepted);
    }

    private static IEnumerable<string> Table(TextReader reader, string name, string field, string accepted)
    {
        var column = -1;
        foreach (var (text, number) in Lines(reader))
        {
            var fields = text.Split('\t');
            if (column < 0)
            {
                column = Array.FindIndex(fields, one => one.Trim().Equals(field, StringComparison.OrdinalIgnoreCase));
                if (column < 0) throw new InputException($"{name} has no column {field}; its columns are {string.Join(", ", fields.Take(8))}", Remedy.NameTextField());
                continue;
            }

            yield return Filled(fields.ElementAtOrDefault(column), $"{name}, line {number}", accepted);
        }
    }

    private static string Filled(string? text, string place, string accepted) =>
        string.IsNullOrWhiteSpace(text) ? throw new InputException($"{place}: the text is empty", accepted) : text;
}
