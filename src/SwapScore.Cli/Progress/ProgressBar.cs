using Spectre.Console;

namespace SwapScore.Cli.Progress;

/// <summary>A bar that moves, for a terminal.</summary>
internal sealed class ProgressBar(Terminal terminal, bool color) : ProgressDisplay
{
    public override Task<T> RunAsync<T>(Func<IProgress<WorkProgress>, Task<T>> work, ProgressWords? words = null)
    {
        // Left to itself, the library shows no bar as soon as stdin or stdout is redirected, though the bar goes to stderr.
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(terminal.Error),
            Ansi = AnsiSupport.Yes,
            ColorSystem = color ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.Yes,
        });
        return console.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(context =>
            {
                var task = context.AddTask((words ?? ProgressWords.Scoring).Doing);
                return work(new Receiver(progress =>
                {
                    task.MaxValue = Math.Max(1, progress.Total);
                    task.Value = progress.Done;
                    if (progress.Note is { } note) task.Description = Markup.Escape(note);
                }));
            });
    }
}
