using System.Globalization;
using System.Text.Json.Nodes;
using SwapScore.Json;
using SwapScore.Randomness;
using SwapScore.Spaces;
using SwapScore.Values;
using SwapScore.Workflows.Sessions;
using SwapScore.Workflows.Tables;

namespace SwapScore.Workflows.Listings;

/// <summary>Search spaces: all of them, one of them, and architectures drawn from one.</summary>
internal static class SpaceListings
{
    public static Listing All(IReadOnlyList<ISearchSpace> spaces) => new(
        new Table(
            [Column.Text("Space", "space"), Column.Number("Architectures", "size"), Column.Text("What it is", "summary"), Column.Text("Source", "source")],
            [.. spaces.Select(space => (ValueList<Cell>)[space.Name, SizeText(space), space.Summary, space.Source])]),
        ResultDocument.Create("spaces", spaces.Select(EvaluationJson.Node)));

    public static Listing One(ISearchSpace space) => new(
        Table.FromFacts(
        [
            new("space", space.Name),
            new("what it is", space.Summary),
            new("source", space.Source),
            new("architectures", SizeText(space)),
            new("tasks", string.Join(", ", space.Tasks.Select(task => $"{task.Name} ({task.Input}, {task.Outputs} outputs)"))),
            .. space.Facts,
            .. space.Named.Select(named => new KeyValuePair<string, string>(named.Name, $"{named.Architecture.Text} ({named.Source})")),
        ]),
        new JsonObject
        {
            ["schemaVersion"] = ResultDocument.SchemaVersion,
            ["name"] = space.Name,
            ["summary"] = space.Summary,
            ["source"] = space.Source,
            ["size"] = SizeText(space),
            ["tasks"] = new JsonArray([.. space.Tasks.Select(task => new JsonObject
            {
                ["name"] = task.Name,
                ["input"] = task.Input.ToString(),
                ["outputs"] = task.Outputs,
            })]),
            ["facts"] = new JsonObject(space.Facts.Select(fact => KeyValuePair.Create(fact.Key, (JsonNode?)fact.Value))),
            ["named"] = new JsonArray([.. space.Named.Select(named => new JsonObject
            {
                ["name"] = named.Name,
                ["architecture"] = named.Architecture.Text,
                ["source"] = named.Source,
            })]),
        });

    public static Listing Sample(ISearchSpace space, int count, long seed)
    {
        var key = RandomKey.FromSeed(seed);
        var texts = Enumerable.Range(0, count).Select(i => space.Sample(key.Derive(RandomPurpose.Architecture, i)).Text).ToList();
        return new Listing(
            new Table([Column.Text("Architecture", "architecture")], [.. texts.Select(text => (ValueList<Cell>)[text])], IsList: true),
            new JsonObject
            {
                ["schemaVersion"] = ResultDocument.SchemaVersion,
                ["space"] = space.Name,
                ["seed"] = seed,
                ["architectures"] = new JsonArray([.. texts.Select(text => (JsonNode)text)]),
            });
    }

    private static string SizeText(ISearchSpace space) => space.Size.ToString(CultureInfo.InvariantCulture);
}
