using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using SwapScore.Cli;
using SwapScore.Cli.Shell;
using SwapScore.Workflows.Composition;

namespace SwapScore.Fuzz;

/// <summary>Runs the command in this process, and judges how it ends whatever its input is.</summary>
internal sealed partial class Command
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(3);

    private Command(int code, string output, string error) => (Code, Output, Error) = (code, output, error);

    public int Code { get; }

    public string Output { get; }

    public string Error { get; }

    /// <returns>Null where it did not end in time.</returns>
    public static async Task<Command?> RunAsync(params string[] arguments)
    {
        var work = Task.Run(async () =>
        {
            using var output = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
            using var error = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
            using var interruption = new Interruption();
            var terminal = new Terminal { In = TextReader.Null, Out = output, Error = error, Width = 100 };
            var code = await CommandLine.RunAsync(arguments, terminal, WorkflowContext.Standard, interruption).ConfigureAwait(false);
            return new Command(code, output.ToString(), error.ToString());
        });

        // Processor time: how long it takes by the clock depends on what else the machine does. A command that waits for ever uses none.
        var (spent, watch) = (Environment.CpuUsage.TotalTime, Stopwatch.StartNew());
        while (Environment.CpuUsage.TotalTime - spent < Patience && watch.Elapsed < LongestWait)
            if (await Task.WhenAny(work, Task.Delay(100)).ConfigureAwait(false) == work)
                return await work.ConfigureAwait(false);

        return null;
    }

    /// <summary>What must not happen, whatever the input.</summary>
    public static string? Judge(Command? command)
    {
        if (command is null) return $"no end after {Patience.TotalSeconds} s of processor time, or {LongestWait.TotalMinutes} min";
        if (UnexpectedFault().IsMatch(command.Error)) return command.Error.Trim();
        if (command.Code is not ((int)ExitCode.Success or (int)ExitCode.Usage or (int)ExitCode.Input or (int)ExitCode.PartlyFailed))
            return $"exit code {command.Code}: {command.Error.Trim()}";
        if (command.Code is (int)ExitCode.Usage or (int)ExitCode.Input && !command.Error.StartsWith("error: ", StringComparison.Ordinal))
            return $"exit code {command.Code} without an error: {command.Error.Trim()}";
        return Controls(command.Error) ?? Controls(command.Output);
    }

    [GeneratedRegex(@"unexpected \w+Exception: ")]
    private static partial Regex UnexpectedFault();

    private static string? Controls(string text) =>
        text.FirstOrDefault(c => char.IsControl(c) && c is not ('\n' or '\t')) is var found && found != 0 || text.Contains('\0', StringComparison.Ordinal)
            ? string.Create(CultureInfo.InvariantCulture, $"the control character {(int)found:x2} is shown")
            : null;
}
