using System.Text;
using System.Text.Json;

namespace SwapScore.Spaces.Darts.Notation;

/// <summary>Writes genotypes in their canonical texts.</summary>
internal static class GenotypeWriter
{
    public static string Python(DartsGenotype genotype) =>
        $"Genotype({PythonCell("normal", genotype.Normal)}, {PythonCell("reduce", genotype.Reduce)})";

    public static string Json(DartsGenotype genotype)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            WriteCell(writer, "normal", genotype.Normal);
            WriteCell(writer, "reduce", genotype.Reduce);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    private static string PythonCell(string name, DartsCell cell) =>
        $"{name}=[{string.Join(", ", cell.Edges)}], {name}_concat=[{string.Join(", ", cell.Concat)}]";

    private static void WriteCell(Utf8JsonWriter writer, string name, DartsCell cell)
    {
        writer.WriteStartArray(name);
        foreach (var (operation, input) in cell.Edges)
        {
            writer.WriteStartArray();
            writer.WriteStringValue(operation.Name());
            writer.WriteNumberValue(input);
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
        writer.WriteStartArray($"{name}_concat");
        foreach (var node in cell.Concat)
            writer.WriteNumberValue(node);
        writer.WriteEndArray();
    }
}
