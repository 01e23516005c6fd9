using System.CommandLine.Parsing;

namespace SwapScore.Cli.Help;

/// <summary>
/// Reports a command line that cannot be parsed: one line, a hint, exit 2, all on stderr. (The parser's own report puts suggestions
/// and help on stdout and exits with 1.)
/// </summary>
internal static class ParseErrors
{
    public static int Report(ParseResult parsed, Messages messages)
    {
        var command = parsed.CommandResult.Command;
        var path = PathOf(parsed);
        var message = parsed.UnmatchedTokens is [var unknown, ..]
            ? UnknownToken(unknown, command)
            : string.Join("; ", parsed.Errors.Select(error => error.Message.TrimEnd('.')).Distinct());
        messages.Error(message, null);
        messages.Plain($"Run '{path} --help'.");
        return (int)ExitCode.Usage;
    }

    /// <summary>Whatever the parser does not know as an option it takes for an argument, where the command has any: those are refused. A - alone is standard input.</summary>
    public static void RefuseOptionsAsArguments(Command command)
    {
        foreach (var argument in command.Arguments)
        {
            argument.Validators.Add(result =>
            {
                if (result.Tokens.FirstOrDefault(token => token.Value is ['-', _, ..]) is { } unknown)
                    result.AddError(UnknownToken(unknown.Value, command));
            });
        }

        foreach (var inner in command.Subcommands)
            RefuseOptionsAsArguments(inner);
    }

    /// <summary>The message for an option or command that does not exist, with the nearest one that does.</summary>
    public static string UnknownToken(string token, Command command)
    {
        var isOption = token.StartsWith('-');
        var candidates = isOption ? OptionNames(command) : command.Subcommands.Select(subcommand => subcommand.Name);
        var nearest = Spelling.Nearest(token.Split('=')[0], candidates);
        var kind = isOption ? "option" : command.Subcommands.Count > 0 ? "command" : "argument";
        return $"unknown {kind} '{token}'" + (nearest is null ? "" : $"; did you mean '{nearest}'?");
    }

    private static IEnumerable<string> OptionNames(Command command) =>
        command.Options.Concat(command.Parents.OfType<Command>().SelectMany(parent => parent.Options.Where(option => option.Recursive)))
            .SelectMany(option => option.Aliases.Prepend(option.Name));

    private static string PathOf(ParseResult parsed)
    {
        var names = new List<string>();
        for (SymbolResult? result = parsed.CommandResult; result is not null; result = result.Parent)
        {
            if (result is CommandResult command) names.Insert(0, command.Command.Name);
        }

        return string.Join(' ', names);
    }
}
