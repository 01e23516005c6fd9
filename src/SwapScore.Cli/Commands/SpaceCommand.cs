using System.CommandLine;
using SwapScore.Cli.Help;
using SwapScore.Cli.Options;
using SwapScore.Cli.Shell;

namespace SwapScore.Cli.Commands;

/// <summary><c>swapscore space</c>: groups the commands about search spaces.</summary>
internal sealed class SpaceCommand : Command
{
    public SpaceCommand(SharedOptions shared, CommandContext context)
        : base("space", "List, show and sample the search spaces (sets of architectures)")
    {
        HelpSections.ShowFor(this);
        Add(new SpaceListCommand(shared, context));
        Add(new SpaceShowCommand(shared, context));
        Add(new SpaceSampleCommand(shared, context));
    }
}
