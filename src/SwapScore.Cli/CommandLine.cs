using System.CommandLine.Invocation;
using SwapScore.Cli.Help;

namespace SwapScore.Cli;

/// <summary>Parses and runs one command line; every way it can end is an <see cref="ExitCode"/>.</summary>
internal static class CommandLine
{
    /// <summary>Set to anything, it adds the stack trace to unexpected errors.</summary>
    public const string TraceVariable = "SWAPSCORE_TRACE";

    public static async Task<int> RunAsync(
        IReadOnlyList<string> arguments, Terminal terminal, WorkflowContext workflows, Interruption interruption)
    {
        var shared = new SharedOptions();
        var root = new SwapScoreCommand(shared, new CommandContext(arguments, terminal, workflows, interruption));
        var parsed = root.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        var messages = new Messages(terminal, quiet: false, color: terminal.Color && !parsed.GetValue(shared.NoColor));
        if (parsed.Action is ParseErrorAction) return ParseErrors.Report(parsed, messages);
        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration
            {
                Output = terminal.Out,
                Error = terminal.Error,
                EnableDefaultExceptionHandler = false,

                // Signals are ours (see Interruption): the library would end the process after a time limit.
                ProcessTerminationTimeout = null,
            }).ConfigureAwait(false);
        }
        catch (SwapScoreException fault)
        {
            messages.Error(fault.Message, RemedyText.Write(fault.Remedy));
            return (int)ExitCodes.From(fault.Kind);
        }
        catch (OperationCanceledException) when (interruption.Token.IsCancellationRequested)
        {
            messages.Note("interrupted");
            return (int)interruption.Code;
        }
        catch (Exception fault)
        {
            if (UnavailableException.FromNative(fault) is { } native)
            {
                messages.Error(native.Message, RemedyText.Write(native.Remedy));
                return (int)ExitCode.Unavailable;
            }

            var trace = !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(TraceVariable));
            messages.Error(
                $"unexpected {fault.GetType().Name}: {fault.Message}",
                trace ? null : $"set {TraceVariable}=1 to see where it happened");
            if (trace) messages.Plain(fault.ToString().ReplaceLineEndings("\n"));
            return (int)ExitCode.Failed;
        }
    }
}
