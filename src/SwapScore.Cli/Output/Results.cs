using System.Text.Json.Nodes;
using SwapScore.Cli.Options;
using SwapScore.Studies;

namespace SwapScore.Cli.Output;

/// <summary>Writes the result of a command to stdout, in any format.</summary>
internal sealed class Results(Terminal terminal, OutputFormat format, bool color)
{
    /// <param name="table">The result.</param>
    /// <param name="json">The same as a JSON document.</param>
    /// <param name="details">Further tables; CSV has one table only and goes without.</param>
    /// <exception cref="OutputException">stdout takes no more, for example because it is a file on a full disk.</exception>
    public void Write(Table table, Func<JsonObject> json, IReadOnlyList<Detail>? details = null)
    {
        details ??= [];
        var text = format switch
        {
            OutputFormat.Json => StudyJson.Document(WithDetails(json(), details)),
            OutputFormat.Csv => TableText.Csv(table),
            OutputFormat.Markdown => TableText.Markdown(table) + string.Concat(details.Select(detail => $"\n{detail.Title}\n\n{TableText.Markdown(detail.Table)}")),
            _ => ForTerminal(table) + string.Concat(details.Select(detail => $"\n\n {detail.Title}\n{ForTerminal(detail.Table)}")),
        };
        try
        {
            terminal.Out.Write(text);
            terminal.Out.Flush();
        }
        catch (IOException fault)
        {
            throw OutputException.At("the results to stdout", fault, hint: null);
        }
    }

    /// <summary>A document with its <c>schemaVersion</c> first, holding an array.</summary>
    public static JsonObject Document(string name, IEnumerable<JsonObject> items) => new()
    {
        ["schemaVersion"] = StudyJson.SchemaVersion,
        [name] = new JsonArray([.. items]),
    };

    private static JsonObject WithDetails(JsonObject document, IReadOnlyList<Detail> details)
    {
        foreach (var detail in details)
            document[detail.Field] = detail.ToJson();
        return document;
    }

    private string ForTerminal(Table table) => TableText.Terminal(table, terminal.Width, color && terminal.Width is not null);
}
