using System.CommandLine;
using SwapScore.Cli.Options;

namespace SwapScore.Cli.Commands;

/// <summary><c>swapscore data</c>: groups the commands about published data.</summary>
internal sealed class DataCommand : Command
{
    public DataCommand(SharedOptions shared, Surroundings surroundings)
        : base("data", "List, download and verify published tables and data sets")
    {
        HelpSections.ShowFor(this);
        Add(new DataListCommand(shared, surroundings));
        Add(new DataGetCommand(shared, surroundings));
        Add(new DataVerifyCommand(shared, surroundings));
    }
}
