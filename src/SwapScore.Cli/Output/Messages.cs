namespace SwapScore.Cli.Output;

/// <summary>Everything that is not a result: it goes to stderr.</summary>
internal sealed class Messages(Terminal terminal, bool quiet, bool color)
{
    /// <summary>What went wrong, in one line, and what to do about it. Quiet does not silence it.</summary>
    public void Error(string message, string? hint)
    {
        terminal.Error.WriteLine($"{Painted("error:", 31)} {OneLine(message)}");
        if (hint is not null) Hint(hint);
    }

    /// <summary>What to do or type. Quiet does not silence it.</summary>
    public void Hint(string hint) => terminal.Error.WriteLine($"{Painted("hint:", 36)} {OneLine(hint)}");

    /// <summary>Something the user should know that is no error.</summary>
    public void Warning(string message)
    {
        if (!quiet) terminal.Error.WriteLine($"{Painted("warning:", 33)} {OneLine(message)}");
    }

    /// <summary>Something good to know.</summary>
    public void Note(string message)
    {
        if (!quiet) terminal.Error.WriteLine(message);
    }

    /// <summary>A line as it is.</summary>
    public void Plain(string line) => terminal.Error.WriteLine(line);

    private string Painted(string word, int ansiColor) => color && terminal.ErrorIsTerminal ? $"\e[{ansiColor}m{word}\e[0m" : word;

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");
}
