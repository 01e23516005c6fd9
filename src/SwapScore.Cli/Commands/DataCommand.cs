using System.CommandLine;
using SwapScore.Cli.Help;
using SwapScore.Cli.Options;
using SwapScore.Cli.Shell;

namespace SwapScore.Cli.Commands;

/// <summary><c>swapscore data</c>: groups the commands about published data.</summary>
internal sealed class DataCommand : Command
{
    public DataCommand(SharedOptions shared, CommandContext context)
        : base("data", "List, download and verify published tables and data sets")
    {
        HelpSections.ShowFor(this);
        Add(new DataListCommand(shared, context));
        Add(new DataGetCommand(shared, context));
        Add(new DataVerifyCommand(shared, context));
    }
}
