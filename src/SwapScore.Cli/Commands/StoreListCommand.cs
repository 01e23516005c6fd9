using System.CommandLine;
using SwapScore.Cli.Help;
using SwapScore.Cli.Options;
using SwapScore.Cli.Output;
using SwapScore.Cli.Shell;

namespace SwapScore.Cli.Commands;

/// <summary><c>swapscore store list</c>.</summary>
internal sealed class StoreListCommand : Command, IExplained
{
    public StoreListCommand(SharedOptions shared, CommandContext context)
        : base("list", "List the kinds of results in the store: space, metrics, samples, how many")
    {
        var filter = new StoreFilterOptions();
        filter.AddStoreTo(this);
        shared.AddFormat(this);
        SetAction(parsed =>
        {
            using var run = new CommandOutput(shared, context, parsed);
            using var store = filter.Open(parsed, context.Workflows);
            var groups = store.Summarize();
            run.Results.Write(StoreTables.Groups(groups), () => StoreTables.Document(groups));
            run.Messages.Note($"{groups.Sum(group => group.Count)} results in {store.Path}");
            return (int)ExitCode.Success;
        });
    }

    public IReadOnlyList<(string Line, string Meaning)> Examples => [("swapscore store list", "what is kept in the user's store")];
}
