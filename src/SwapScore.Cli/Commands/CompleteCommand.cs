using SwapScore.Cli.Completion;

namespace SwapScore.Cli.Commands;

/// <summary><c>swapscore complete POSITION LINE</c>: what may stand at a place of a command line, a word per line; the scripts of shells ask it.</summary>
internal sealed class CompleteCommand : Command
{
    private readonly Argument<int> _position = new("POSITION") { Description = "Number of characters before the cursor" };
    private readonly Argument<string> _line = new("LINE") { Description = "The command line so far, with the name of the program" };

    /// <param name="context">Terminal and spaces.</param>
    /// <param name="root">Makes the whole command for the words of a line.</param>
    public CompleteCommand(CommandContext context, Func<IReadOnlyList<string>, Command> root)
        : base("complete", "Say what may stand at a place of a command line")
    {
        Hidden = true;
        Add(_position);
        Add(_line);
        SetAction(parsed =>
        {
            var line = parsed.GetRequiredValue(_line);
            foreach (var word in Words(line, Math.Clamp(parsed.GetRequiredValue(_position), 0, line.Length), context.Workflows.Spaces, root))
                context.Terminal.Out.WriteLine(word);
            return (int)ExitCode.Success;
        });
    }

    private static IEnumerable<string> Words(string line, int position, IReadOnlyList<ISearchSpace> spaces, Func<IReadOnlyList<string>, Command> root)
    {
        // The parser counts from behind the name of the program, and completes the word that the position is in.
        var typed = line[..position];
        var start = typed.IndexOf(' ', StringComparison.Ordinal) + 1;
        if (start == 0) return [];
        var words = typed[start..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var word = typed.EndsWith(' ') ? "" : words.LastOrDefault("");
        string[] before = [.. words.SkipLast(word.Length > 0 ? 1 : 0)];
        return root(words).Parse(typed[start..], new ParserConfiguration { ResponseFileTokenReplacer = null })
            .GetCompletions(typed.Length - start)
            .Select(item => item.InsertText ?? item.Label)
            .Where(text => !text.StartsWith('/') && (word.StartsWith('-') || !text.StartsWith('-')))
            .Concat(new KnownValues(spaces).Find(before, word))
            .Where(text => text.StartsWith(word, StringComparison.Ordinal))
            .Distinct()
            .Order(StringComparer.Ordinal);
    }
}
