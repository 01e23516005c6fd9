using System.Text.Json.Nodes;
using SwapScore.Cli.Options;
using SwapScore.Studies;

namespace SwapScore.Cli.Output;

/// <summary>Writes the result of a command to stdout, in any format.</summary>
internal sealed class Results(Terminal terminal, OutputFormat format, bool color)
{
    /// <exception cref="OutputException">stdout takes no more, for example because it is a file on a full disk.</exception>
    public void Write(Table table, Func<JsonObject> json)
    {
        var text = format switch
        {
            OutputFormat.Json => StudyJson.Document(json()),
            OutputFormat.Csv => TableText.Csv(table),
            OutputFormat.Markdown => TableText.Markdown(table),
            _ => TableText.Terminal(table, terminal.Width, color && terminal.Width is not null),
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
}
