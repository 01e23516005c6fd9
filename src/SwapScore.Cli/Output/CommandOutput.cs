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

    private ExitCode? _fault;

    public Messages Messages { get; }

    public Results Results { get; }

    public ProgressDisplay Progress { get; }

    /// <summary>Writes a file at the end of the work. Where it cannot be written, that is reported, and the command goes on: the results still go to stdout.</summary>
    /// <param name="write">Writes it.</param>
    public void WriteFile(Action write)
    {
        try
        {
            write();
        }
        catch (SwapScoreException fault)
        {
            Messages.Error(fault.Message, RemedyText.Write(fault.Remedy));
            _fault ??= ExitCodes.From(fault.Kind);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            Messages.Error($"a file of results could not be made: unexpected {fault.GetType().Name}: {fault.Message}", null);
            _fault ??= ExitCode.Failed;
        }
    }

    /// <summary>How the command ends: as it would, unless a file could not be written.</summary>
    /// <param name="code">How it would end.</param>
    public int Conclude(ExitCode code) => (int)(_fault ?? code);
}
