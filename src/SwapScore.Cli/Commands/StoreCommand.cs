using System.CommandLine;
using SwapScore.Cli.Help;
using SwapScore.Cli.Options;
using SwapScore.Cli.Shell;

namespace SwapScore.Cli.Commands;

/// <summary><c>swapscore store</c>: groups the commands about the store of scores.</summary>
internal sealed class StoreCommand : Command
{
    public StoreCommand(SharedOptions shared, CommandContext context)
        : base("store", "List, query, prune, export and verify the scores that are kept")
    {
        HelpSections.ShowFor(this);
        Add(new StoreListCommand(shared, context));
        Add(new StoreShowCommand(shared, context));
        Add(new StoreQueryCommand(shared, context));
        Add(new StorePruneCommand(shared, context));
        Add(new StoreExportCommand(shared, context));
        Add(new StoreVerifyCommand(shared, context));
    }
}
