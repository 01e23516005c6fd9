using System.CommandLine;
using SwapScore.Cli.Options;
using SwapScore.Cli.Output;
using SwapScore.Cli.Progress;

namespace SwapScore.Cli.Output;

/// <summary>What a command needs while it runs, as its options say.</summary>
internal sealed class CommandOutput
{
    public CommandOutput(SharedOptions shared, CommandContext context, ParseResult parsed)
    {
        var terminal = context.Terminal;
        var quiet = parsed.GetValue(shared.Quiet);
        var color = terminal.Color && !parsed.GetValue(shared.NoColor);
        Messages = new Messages(terminal, quiet, color);
        Results = new Results(terminal, shared.ReadFormat(parsed), color);
        Progress = ProgressDisplay.For(terminal, context.Workflows.Clock, quiet, color);
    }

    public Messages Messages { get; }

    public Results Results { get; }

    public ProgressDisplay Progress { get; }
}
