using System.CommandLine;
using System.Globalization;
using SwapScore.Cli.Help;
using SwapScore.Cli.Options;
using SwapScore.Cli.Output;
using SwapScore.Cli.Shell;
using SwapScore.Values;
using SwapScore.Workflows.Tables;

namespace SwapScore.Cli.Commands;

/// <summary><c>swapscore space list</c>.</summary>
internal sealed class SpaceListCommand : Command, IExplained
{
    public SpaceListCommand(SharedOptions shared, CommandContext context)
        : base("list", "List the search spaces")
    {
        shared.AddFormat(this);
        SetAction(parsed =>
        {
            var spaces = context.Workflows.Spaces;
            var table = new Table(
                [Column.Text("Space", "space"), Column.Number("Architectures", "size"), Column.Text("What it is", "summary"), Column.Text("Source", "source")],
                [.. spaces.Select(space => (ValueList<Cell>)[space.Name, SizeText(space), space.Summary, space.Source])]);
            new CommandOutput(shared, context, parsed).Results.Write(table, () => ResultDocument.Create("spaces", spaces.Select(ResultDocument.Describe)));
            return (int)ExitCode.Success;
        });
    }

    public IReadOnlyList<(string Line, string Meaning)> Examples => [("swapscore space list", "all spaces")];

    private static string SizeText(Spaces.ISearchSpace space) => space.Size.ToString(CultureInfo.InvariantCulture);
}
