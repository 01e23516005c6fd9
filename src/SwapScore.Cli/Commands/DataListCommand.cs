using System.CommandLine;
using System.Text.Json.Nodes;
using SwapScore.Cli.Help;
using SwapScore.Cli.Options;
using SwapScore.Cli.Output;
using SwapScore.Cli.Shell;
using SwapScore.Data.Published;
using SwapScore.Values;
using SwapScore.Workflows.Tables;

namespace SwapScore.Cli.Commands;

/// <summary><c>swapscore data list</c>.</summary>
internal sealed class DataListCommand : Command, IExplained
{
    public DataListCommand(SharedOptions shared, CommandContext context)
        : base("list", "List published data: content, size, licence, publisher, whether it is there")
    {
        Add(shared.DataRoot);
        shared.AddFormat(this);
        SetAction(parsed =>
        {
            var run = new CommandOutput(shared, context, parsed);
            var folder = shared.ReadDataRoot(parsed, context.Workflows);
            run.Results.Write(AsTable(folder), () => AsJson(folder));
            run.Messages.Note($"in {folder.Path}");
            return (int)ExitCode.Success;
        });
    }

    public IReadOnlyList<(string Line, string Meaning)> Examples => [("swapscore data list --format md", "with addresses and checksums")];

    private static Table AsTable(DataFolder folder) => new(
        [
            Column.Text("Name", "name"), Column.Text("There", "present"), Column.Text("What it is", "summary"), Column.Text("Size", "size"),
            Column.Text("Licence", "license"), Column.Text("From", "address"), Column.ForPrograms("page"), Column.ForPrograms("checksum"), Column.ForPrograms("path"),
        ],
        [.. PublishedFile.All.Select(file => (ValueList<Cell>)
        [
            file.Name, folder.Has(file) ? "yes" : "no", file.Summary, DataWords.Size(file.Bytes), file.License,
            Cell.FromText(DataWords.Source(file), file.Address?.Host ?? $"by hand: {file.Page.Host}"),
            file.Page.AbsoluteUri, DataWords.Checksum(file), file.Paths[0],
        ])]);

    private static JsonObject AsJson(DataFolder folder) => ResultDocument.Create("data", PublishedFile.All.Select(file => new JsonObject
    {
        ["name"] = file.Name,
        ["present"] = folder.Has(file),
        ["summary"] = file.Summary,
        ["bytes"] = file.Bytes,
        ["license"] = file.License,
        ["address"] = file.Address?.AbsoluteUri,
        ["page"] = file.Page.AbsoluteUri,
        ["checksum"] = file.Checksum is { } checksum ? new JsonObject { ["algorithm"] = checksum.Algorithm, ["value"] = checksum.Hexadecimal } : null,
        ["paths"] = new JsonArray([.. file.Paths.Select(path => (JsonNode)path)]),
    }));
}
