using SwapScore.Cli.Completion;

namespace SwapScore.Cli.Commands;

/// <summary><c>swapscore doctor</c> and <c>swapscore completion</c>: about the machine the command runs on.</summary>
internal static class MachineCommands
{
    public static Command CreateDoctor(SharedOptions shared, CommandContext context) => new ShortCommand(
        "doctor", "Show what this machine offers: processor, vector code, versions, data found", shared, context, [shared.BatchSize, .. shared.OfFormat],
        [("swapscore doctor --json", "for a bug report")], (parsed, run) => run.Write(run.Workflows.ExamineMachine(parsed.GetRequiredValue(shared.BatchSize))));

    public static Command CreateCompletion(SharedOptions shared, CommandContext context)
    {
        var shell = new Argument<string>("SHELL") { Description = $"The shell: {string.Join(", ", CompletionScripts.All.Keys)}" };
        return new ShortCommand(
            "completion", "Write the script that completes commands, options and names in a shell", shared, context, [shell],
            [("eval \"$(swapscore completion bash)\"", "in this bash; in ~/.bashrc, in every one"), ("swapscore completion fish | source", "in fish")],
            (parsed, run) =>
            {
                var name = parsed.GetRequiredValue(shell);
                run.Results.Write(CompletionScripts.All.GetValueOrDefault(name)
                    ?? throw new UsageException($"there is no completion for the shell '{name}' ({Spelling.Hint(name, [.. CompletionScripts.All.Keys]).TrimEnd('?')})"));
                return ExitCode.Success;
            });
    }
}
