using SwapScore.Cli.Shell;

namespace SwapScore.Cli.Output;

/// <summary>Everything that is not a result: it goes to stderr.</summary>
internal sealed class Messages(Terminal terminal, bool quiet, bool color)
{
    private const int MostOfAnError = 300;
    private const int MostOfAWarning = 1000;

    /// <summary>What went wrong, in one line, and what to do about it. Quiet does not silence it.</summary>
    public void Error(string message, string? hint)
    {
        terminal.Error.WriteLine($"{Painted("error:", 31)} {PrintableText.Brief(message, MostOfAnError)}");
        if (hint is not null) Hint(hint);
    }

    /// <summary>What to do or type. Quiet does not silence it.</summary>
    public void Hint(string hint) => terminal.Error.WriteLine($"{Painted("hint:", 36)} {PrintableText.OnOneLine(hint)}");

    /// <summary>Something the user should know that is no error.</summary>
    public void Warning(string message)
    {
        if (!quiet) terminal.Error.WriteLine($"{Painted("warning:", 33)} {PrintableText.Brief(message, MostOfAWarning)}");
    }

    /// <summary>Writes a note to stderr, unless the command is quiet.</summary>
    public void Note(string message)
    {
        if (!quiet) terminal.Error.WriteLine(PrintableText.Escape(message));
    }

    /// <summary>Writes lines of any length to stderr, without a prefix, even if the command is quiet.</summary>
    public void Plain(string lines) => terminal.Error.WriteLine(PrintableText.Escape(lines));

    /// <summary>The user has stopped: what is done, and how to go on.</summary>
    /// <param name="done">How many are done.</param>
    /// <param name="total">How many there are.</param>
    /// <param name="what">What they are.</param>
    /// <param name="resume">The command line that goes on; null where nothing was kept.</param>
    /// <param name="hint">What to give the next time for something to be kept.</param>
    public void Interrupted(int done, int total, string what, string? resume, string hint)
    {
        Plain($"interrupted after {done} of {total} {what}; {(resume is null ? "nothing was kept" : "they are saved. To go on:")}");
        if (resume is null) Hint(hint);
        else Plain(resume);
    }

    private string Painted(string word, int ansiColor) => color && terminal.ErrorIsTerminal ? $"\e[{ansiColor}m{word}\e[0m" : word;
}
