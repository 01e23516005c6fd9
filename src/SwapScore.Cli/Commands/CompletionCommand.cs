using System.CommandLine;
using SwapScore.Cli.Completion;
using SwapScore.Cli.Help;
using SwapScore.Cli.Options;
using SwapScore.Cli.Output;
using SwapScore.Cli.Shell;

namespace SwapScore.Cli.Commands;

/// <summary><c>swapscore completion SHELL</c>: writes the script that makes a shell complete commands, options and names.</summary>
internal sealed class CompletionCommand : Command, IExplained
{
    private readonly Argument<string> _shell = new("SHELL") { Description = $"The shell: {string.Join(", ", CompletionScripts.All.Keys)}" };

    public CompletionCommand(SharedOptions shared, CommandContext context)
        : base("completion", "Write the script that completes commands, options and names in a shell")
    {
        Add(_shell);
        SetAction(parsed =>
        {
            var name = parsed.GetRequiredValue(_shell);
            var script = CompletionScripts.All.GetValueOrDefault(name)
                ?? throw new UsageException($"there is no completion for the shell '{name}' ({Spelling.Hint(name, [.. CompletionScripts.All.Keys]).TrimEnd('?')})");
            using var run = new CommandOutput(shared, context, parsed);
            run.Results.Write(script);
            return (int)ExitCode.Success;
        });
    }

    public IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("eval \"$(swapscore completion bash)\"", "in this bash; in ~/.bashrc, in every one"),
        ("swapscore completion fish | source", "in fish"),
    ];
}
