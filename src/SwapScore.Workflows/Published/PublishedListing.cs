using System.Text.Json.Nodes;
using SwapScore.Data.Published;
using SwapScore.Values;
using SwapScore.Workflows.Sessions;
using SwapScore.Workflows.Tables;

namespace SwapScore.Workflows.Published;

/// <summary>Published data: what there is, what state it is in, what has been downloaded.</summary>
internal static class PublishedListing
{
    public static Listing All(DataFolder folder) => new(
        new Table(
            [
                Column.Text("Name", "name"), Column.Text("There", "present"), Column.Text("What it is", "summary"), Column.Text("Size", "size"),
                Column.Text("Licence", "license"), Column.Text("From", "address"), Column.ForPrograms("page"), Column.ForPrograms("checksum"),
                Column.ForPrograms("path"),
            ],
            [.. PublishedFile.All.Select(file => (ValueList<Cell>)
            [
                file.Name, folder.Has(file) ? "yes" : "no", file.Summary, PublishedWords.Size(file.Bytes), file.License,
                Cell.FromText(PublishedWords.Source(file), file.Address?.Host ?? $"by hand: {file.Page.Host}"),
                file.Page.AbsoluteUri, PublishedWords.Checksum(file), file.Paths[0],
            ])]),
        ResultDocument.Create("data", PublishedFile.All.Select(file => new JsonObject
        {
            ["name"] = file.Name,
            ["present"] = folder.Has(file),
            ["summary"] = file.Summary,
            ["bytes"] = file.Bytes,
            ["license"] = file.License,
            ["address"] = file.Address?.AbsoluteUri,
            ["page"] = file.Page.AbsoluteUri,
            ["checksum"] = file.Checksum?.Split(' ') is [var algorithm, var value] ? new JsonObject { ["algorithm"] = algorithm, ["value"] = value } : null,
            ["paths"] = new JsonArray([.. file.Paths.Select(path => (JsonNode)path)]),
        })))
    {
        Remarks = [new Note($"in {folder.Path}")],
    };

    public static Listing States(DataFolder folder, IEnumerable<(PublishedFile File, DataState State)> states) => new(
        OfStates(states.Select(one => (one.File, PublishedWords.State(one.State))), folder),
        ResultDocument.Create("data", states.Select(one => new JsonObject
        {
            ["name"] = one.File.Name,
            ["state"] = one.State.ToString().ToLowerInvariant(),
        })))
    {
        IsDamaged = states.Any(one => one.State is DataState.Damaged or DataState.Missing),
    };

    public static Listing Downloads(DataFolder folder, IReadOnlyList<(PublishedFile File, bool IsNew)> files) => new(
        OfStates(files.Select(one => (one.File, one.IsNew ? "downloaded" : "was there")), folder),
        ResultDocument.Create("data", files.Select(one => new JsonObject
        {
            ["name"] = one.File.Name,
            ["downloaded"] = one.IsNew,
            ["paths"] = new JsonArray([.. one.File.Paths.Select(path => (JsonNode)Path.Combine(folder.Path, path))]),
        })));

    private static Table OfStates(IEnumerable<(PublishedFile File, string State)> states, DataFolder folder) => new(
        [Column.Text("Name", "name"), Column.Text("State", "state"), Column.Text("Path", "path")],
        [.. states.Select(one => (ValueList<Cell>)[one.File.Name, one.State, folder.PathOf(one.File)])]);
}
