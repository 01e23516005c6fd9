using System.Text.Json.Nodes;
using SwapScore.Storage;
using SwapScore.Workflows.Tables;

namespace SwapScore.Cli.Output;

/// <summary>Writes the result of a command to stdout, in any format.</summary>
internal sealed class Results
{
    private readonly Terminal _terminal;
    private readonly OutputFormat _format;
    private readonly bool _color;

    /// <exception cref="UsageException">The format is not for a terminal.</exception>
    public Results(Terminal terminal, OutputFormat format, bool color)
    {
        (_terminal, _format, _color) = (terminal, format, color);
        if (format == OutputFormat.Parquet && terminal.Bytes is null)
            throw new UsageException("Parquet is not text and cannot be shown at a terminal", "send it to a file: swapscore … --format parquet > results.parquet");
    }

    /// <summary>Writes a result; CSV and Parquet have one table only and go without further ones.</summary>
    /// <exception cref="OutputException">stdout takes no more, for example because it is a file on a full disk.</exception>
    public void Write(Outcome outcome)
    {
        var (table, details) = (outcome.Table, outcome.Details);
        if (_format == OutputFormat.Parquet)
        {
            var bytes = table.ToParquet();
            Write(() =>
            {
                _terminal.Bytes!.Write(bytes);
                _terminal.Bytes.Flush();
            });
            return;
        }

        var text = _format switch
        {
            OutputFormat.Json => JsonText.Document(WithDetails(outcome.Document, details)),
            OutputFormat.Csv => table.ToCsv(),
            OutputFormat.Markdown => table.ToMarkdown() + string.Concat(details.Select(detail => $"\n{detail.Title}\n\n{detail.Table.ToMarkdown()}")),
            _ => ForTerminal(table) + string.Concat(details.Select(detail => $"\n\n {detail.Title}\n{ForTerminal(detail.Table)}")) + (outcome.Drawing is { } drawing ? $"\n{PrintableText.Escape(drawing)}\n" : ""),
        };

        // Programs get texts as they are; the tables of a terminal have control characters of ours.
        Write(_terminal.Width is null || _format == OutputFormat.Table ? text : PrintableText.Escape(text));
    }

    /// <param name="text">The result, whatever the format.</param>
    /// <exception cref="OutputException">stdout takes no more, for example because it is a file on a full disk.</exception>
    public void Write(string text) => Write(() =>
    {
        _terminal.Out.Write(text);
        _terminal.Out.Flush();
    });

    private static JsonObject WithDetails(JsonObject document, IReadOnlyList<Detail> details)
    {
        foreach (var detail in details)
            if (detail.Field is { } field) document[field] = detail.ToJson();
        return document;
    }

    private static void Write(Action write)
    {
        try
        {
            write();
        }
        catch (IOException fault)
        {
            throw OutputException.At("the results to stdout", fault, remedy: null);
        }
    }

    private string ForTerminal(Table table) => table.ToText(_terminal.Width, _color && _terminal.Width is not null);
}
