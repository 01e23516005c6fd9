using System.CommandLine;
using SwapScore.Cli.Options;
using SwapScore.Cli.Output;
using SwapScore.Cli.Progress;

namespace SwapScore.Cli.Commands;

/// <summary>What a command needs while it runs, as its options say.</summary>
internal sealed class CommandRun
{
    public CommandRun(SharedOptions shared, Surroundings surroundings, ParseResult parsed)
    {
        var terminal = surroundings.Terminal;
        var quiet = parsed.GetValue(shared.Quiet);
        var color = terminal.Color && !parsed.GetValue(shared.NoColor);
        Messages = new Messages(terminal, quiet, color);
        Results = new Results(terminal, shared.ReadFormat(parsed), color);
        Progress = ProgressDisplay.For(terminal, surroundings.Composition.Clock, quiet, color);
    }

    public Messages Messages { get; }

    public Results Results { get; }

    public ProgressDisplay Progress { get; }
}
