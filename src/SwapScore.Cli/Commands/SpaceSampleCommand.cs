using System.CommandLine;
using System.Text.Json.Nodes;
using SwapScore.Cli.Help;
using SwapScore.Cli.Options;
using SwapScore.Cli.Output;
using SwapScore.Cli.Shell;
using SwapScore.Randomness;
using SwapScore.Spaces;
using SwapScore.Values;
using SwapScore.Workflows.Tables;

namespace SwapScore.Cli.Commands;

/// <summary><c>swapscore space sample NAME</c>.</summary>
internal sealed class SpaceSampleCommand : Command, IExplained
{
    private readonly Argument<string> _name = new("NAME") { Description = "Name of the space (see 'swapscore space list')" };
    private readonly Option<int> _count = ParsedOption.Count("--count", "Number of architectures", 1, 1_000_000);

    public SpaceSampleCommand(SharedOptions shared, CommandContext context)
        : base("sample", "Draw random architectures, one per line")
    {
        Add(_name);
        Add(_count);
        Add(shared.Seed);
        shared.AddFormat(this);
        SetAction(parsed =>
        {
            var space = SearchSpaces.Find(parsed.GetRequiredValue(_name), context.Workflows.Spaces);
            var seed = parsed.GetRequiredValue(shared.Seed);
            var key = RandomKey.FromSeed(seed);
            var texts = Enumerable.Range(0, parsed.GetRequiredValue(_count))
                .Select(i => space.Sample(key.Derive(RandomPurpose.Architecture, i)).Text)
                .ToList();
            var table = new Table(
                [Column.Text("Architecture", "architecture")], [.. texts.Select(text => (ValueList<Cell>)[text])], IsList: true);
            new CommandOutput(shared, context, parsed).Results.Write(table, () => new JsonObject
            {
                ["schemaVersion"] = ResultDocument.SchemaVersion,
                ["space"] = space.Name,
                ["seed"] = seed,
                ["architectures"] = new JsonArray([.. texts.Select(text => (JsonNode)text)]),
            });
            return (int)ExitCode.Success;
        });
    }

    public IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("swapscore space sample darts --count 20 --seed 1 | swapscore score --file -", "rank 20 random networks"),
    ];
}
