using System.CommandLine;
using SwapScore.Cli.Help;
using SwapScore.Cli.Options;
using SwapScore.Cli.Shell;

namespace SwapScore.Cli.Commands;

/// <summary><c>swapscore metric</c>: groups the commands about metrics.</summary>
internal sealed class MetricCommand : Command
{
    public MetricCommand(SharedOptions shared, CommandContext context)
        : base("metric", "List and show the metrics networks can be ranked by")
    {
        HelpSections.ShowFor(this);
        Add(new MetricListCommand(shared, context));
        Add(new MetricShowCommand(shared, context));
    }
}
