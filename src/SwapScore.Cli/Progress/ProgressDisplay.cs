namespace SwapScore.Cli.Progress;

/// <summary>Shows on stderr how far the work is.</summary>
internal abstract class ProgressDisplay
{
    /// <summary>Does the work, showing what it reports.</summary>
    /// <param name="work">The work.</param>
    /// <param name="words">What it is called; null for scoring.</param>
    public abstract Task<T> RunAsync<T>(Func<IProgress<WorkProgress>, Task<T>> work, ProgressWords? words = null);

    public static ProgressDisplay For(Terminal terminal, TimeProvider clock, bool quiet, bool color) =>
        quiet ? new NoProgress()
        : terminal.ErrorIsTerminal ? new ProgressBar(terminal, color)
        : new ProgressMilestones(terminal.Error, clock);

    /// <summary>Reports on the thread of the caller, in order; <see cref="Progress{T}"/> would not.</summary>
    protected sealed class Receiver(Action<WorkProgress> receive) : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value) =>
            receive(value.Note is { } note ? value with { Note = PrintableText.OnOneLine(note) } : value);
    }
}
