namespace SwapScore.Cli.Shell;

/// <summary>The context of a command: arguments, terminal, parts of the product, and the user's wish to stop.</summary>
/// <param name="Arguments">The command line as typed, for the resume command.</param>
/// <param name="Terminal">The streams.</param>
/// <param name="Workflows">The parts of the product it uses.</param>
/// <param name="Interruption">The user's wish to stop.</param>
internal sealed record CommandContext(
    IReadOnlyList<string> Arguments, Terminal Terminal, WorkflowContext Workflows, Interruption Interruption);
