using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using SwapScore.Cli.Options;
using SwapScore.Cli.Output;

namespace SwapScore.Cli.Commands;

/// <summary><c>swapscore space list</c>.</summary>
internal sealed class SpaceListCommand : Command, IExplained
{
    public SpaceListCommand(SharedOptions shared, Surroundings surroundings)
        : base("list", "List the search spaces")
    {
        shared.AddFormat(this);
        SetAction(parsed =>
        {
            var spaces = surroundings.Composition.Spaces;
            var table = new Table(
                [Column.Text("Space", "space"), Column.Number("Architectures", "size"), Column.Text("What it is", "summary"), Column.Text("Source", "source")],
                [.. spaces.Select(space => (IReadOnlyList<Cell>)[space.Name, SizeText(space), space.Summary, space.Source])]);
            new CommandRun(shared, surroundings, parsed).Results.Write(table, () => Results.Document("spaces", spaces.Select(space => new JsonObject
            {
                ["name"] = space.Name,
                ["size"] = SizeText(space),
                ["summary"] = space.Summary,
                ["source"] = space.Source,
            })));
            return (int)ExitCode.Success;
        });
    }

    public IReadOnlyList<(string Line, string Meaning)> Examples => [("swapscore space list", "all spaces")];

    // Exact, hence a text also in JSON: no number type of a reader would hold it.
    private static string SizeText(Spaces.ISearchSpace space) => space.Size.ToString(CultureInfo.InvariantCulture);
}
