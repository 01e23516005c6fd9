using SwapScore.Cli.Completion;

namespace SwapScore.Cli.Commands;

/// <summary><c>swapscore completion SHELL</c>: writes the script that makes a shell complete commands, options and names.</summary>
internal sealed class CompletionCommand : ProductCommand
{
    private readonly Argument<string> _shell = new("SHELL") { Description = $"The shell: {string.Join(", ", CompletionScripts.All.Keys)}" };

    public CompletionCommand(SharedOptions shared, CommandContext context)
        : base("completion", "Write the script that completes commands, options and names in a shell", shared, context) =>
        Add(_shell);

    public override IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("eval \"$(swapscore completion bash)\"", "in this bash; in ~/.bashrc, in every one"),
        ("swapscore completion fish | source", "in fish"),
    ];

    protected override ValueTask<ExitCode> RunAsync(ParseResult parsed, CommandOutput run)
    {
        var name = parsed.GetRequiredValue(_shell);
        run.Results.Write(CompletionScripts.All.GetValueOrDefault(name)
            ?? throw new UsageException($"there is no completion for the shell '{name}' ({Spelling.Hint(name, [.. CompletionScripts.All.Keys]).TrimEnd('?')})"));
        return new(ExitCode.Success);
    }
}
