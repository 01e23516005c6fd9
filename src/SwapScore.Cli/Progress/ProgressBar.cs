using Spectre.Console;

namespace SwapScore.Cli.Progress;

/// <summary>A bar that moves, for a terminal.</summary>
internal sealed class ProgressBar(Terminal terminal, bool color) : ProgressDisplay
{
    private readonly Lock _lock = new();
    private Shown? _shown;

    protected override void Show(WorkProgress value)
    {
        lock (_lock)
        {
            var bar = (_shown ??= Begin()).Bar;
            bar.MaxValue = Math.Max(1, value.Total);
            bar.Value = value.Done;
            if (value.Note is { } note) bar.Description = Markup.Escape(note);
        }
    }

    public override void Pause()
    {
        lock (_lock)
        {
            if (_shown is null) return;
            _shown.Ended.SetResult();
            _shown.Work.GetAwaiter().GetResult();
            _shown = null;
        }
    }

    private Shown Begin()
    {
        // Left to itself, the library shows no bar as soon as stdin or stdout is redirected, though the bar goes to stderr.
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(terminal.Error),
            Ansi = AnsiSupport.Yes,
            ColorSystem = color ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.Yes,
        });
        var (begun, ended) = (new TaskCompletionSource<ProgressTask>(), new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        var shown = console.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(async context =>
            {
                begun.SetResult(context.AddTask(Words.Doing));
                await ended.Task.ConfigureAwait(false);
            });
        return new Shown(begun.Task.GetAwaiter().GetResult(), ended, shown);
    }

    // A class of its own, so that the library is loaded with the first report only.
    private sealed record Shown(ProgressTask Bar, TaskCompletionSource Ended, Task Work);
}
