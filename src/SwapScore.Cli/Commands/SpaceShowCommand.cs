using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using SwapScore.Cli.Help;
using SwapScore.Cli.Options;
using SwapScore.Cli.Output;
using SwapScore.Cli.Shell;
using SwapScore.Spaces;
using SwapScore.Workflows.Tables;

namespace SwapScore.Cli.Commands;

/// <summary><c>swapscore space show NAME</c>.</summary>
internal sealed class SpaceShowCommand : Command, IExplained
{
    private readonly Argument<string> _name = new("NAME") { Description = "Name of the space (see 'swapscore space list')" };

    public SpaceShowCommand(SharedOptions shared, CommandContext context)
        : base("show", "Show one search space: its choices, its size, its named architectures")
    {
        Add(_name);
        shared.AddFormat(this);
        SetAction(parsed =>
        {
            var space = SearchSpaces.Find(parsed.GetRequiredValue(_name), context.Workflows.Spaces);
            new CommandOutput(shared, context, parsed).Results.Write(Table.FromFacts(Facts(space)), () => AsJson(space));
            return (int)ExitCode.Success;
        });
    }

    public IReadOnlyList<(string Line, string Meaning)> Examples => [("swapscore space show darts", "choices, size and named architectures")];

    private static IEnumerable<KeyValuePair<string, string>> Facts(ISearchSpace space) =>
    [
        new("space", space.Name),
        new("what it is", space.Summary),
        new("source", space.Source),
        new("architectures", space.Size.ToString(CultureInfo.InvariantCulture)),
        new("tasks", string.Join(", ", space.Tasks.Select(task => $"{task.Name} ({task.Input}, {task.Outputs} outputs)"))),
        .. space.Facts,
        .. space.Named.Select(named => new KeyValuePair<string, string>(named.Name, $"{named.Architecture.Text} ({named.Source})")),
    ];

    private static JsonObject AsJson(ISearchSpace space) => new()
    {
        ["schemaVersion"] = ResultDocument.SchemaVersion,
        ["name"] = space.Name,
        ["summary"] = space.Summary,
        ["source"] = space.Source,
        ["size"] = space.Size.ToString(CultureInfo.InvariantCulture),
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
    };
}
