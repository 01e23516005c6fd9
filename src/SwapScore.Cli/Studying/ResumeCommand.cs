namespace SwapScore.Cli.Studying;

/// <summary>The command line that goes on with an interrupted study.</summary>
internal static class ResumeCommand
{
    public static string Of(IEnumerable<string> arguments) =>
        string.Join(' ', arguments.Where(argument => argument is not ("--force" or "--resume")).Select(Quoted).Prepend("swapscore").Append("--resume"));

    private static string Quoted(string argument) =>
        argument.Length > 0 && argument.All(c => char.IsAsciiLetterOrDigit(c) || "-_./:=,+@%".Contains(c, StringComparison.Ordinal))
            ? argument
            : $"'{argument.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
