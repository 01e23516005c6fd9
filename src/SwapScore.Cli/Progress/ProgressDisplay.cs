namespace SwapScore.Cli.Progress;

/// <summary>Shows on stderr how far the work is. It appears with the first report and goes when it is paused or disposed.</summary>
internal abstract class ProgressDisplay : IProgress<WorkProgress>, IDisposable
{
    /// <summary>What the work is called.</summary>
    public ProgressWords Words { get; set; } = ProgressWords.Scoring;

    public static ProgressDisplay For(Terminal terminal, TimeProvider clock, bool quiet, bool color, Action reported) =>
        quiet ? new NoProgress { Reported = reported }
        : terminal.ErrorIsTerminal ? new ProgressBar(terminal, color) { Reported = reported }
        : new ProgressMilestones(terminal.Error, clock) { Reported = reported };

    /// <summary>Is told of every report.</summary>
    public Action? Reported { get; init; }

    /// <summary>Shows progress, in order and on the thread of the caller.</summary>
    public void Report(WorkProgress value)
    {
        Reported?.Invoke();
        Show(value.Note is { } note ? value with { Note = PrintableText.OnOneLine(note) } : value);
    }

    /// <summary>Makes room for a message, or for the next piece of work, which begins at nothing again.</summary>
    public abstract void Pause();

    public virtual void Dispose() => Pause();

    /// <summary>Shows progress whose note is fit for a terminal.</summary>
    protected abstract void Show(WorkProgress value);
}
