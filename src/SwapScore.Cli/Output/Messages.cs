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

    /// <summary>Says what to type next.</summary>
    public void Next(params ReadOnlySpan<string> arguments) => Note($"next: {CommandText.Write(arguments.ToArray())}");

    /// <summary>Writes lines of any length to stderr, without a prefix, even if the command is quiet.</summary>
    public void Plain(string lines) => terminal.Error.WriteLine(PrintableText.Escape(lines));

    /// <summary>The user has stopped: what is done, and how to go on.</summary>
    /// <param name="stopped">How far the work was, and whether it is kept.</param>
    /// <param name="resume">The command line that goes on where it is.</param>
    /// <param name="hint">What to give the next time for something to be kept.</param>
    public void Interrupted(WorkInterruptedException stopped, string resume, string hint)
    {
        Plain($"interrupted after {stopped.Done} of {stopped.Total} {stopped.Unit}; {(stopped.IsKept ? "they are saved. To go on:" : "nothing was kept")}");
        if (stopped.IsKept) Plain(resume);
        else Hint(hint);
    }

    private string Painted(string word, int ansiColor) => color && terminal.ErrorIsTerminal ? $"\e[{ansiColor}m{word}\e[0m" : word;
}
