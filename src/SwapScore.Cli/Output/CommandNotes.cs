using SwapScore.Cli.Progress;
using SwapScore.Workflows.Sessions;

namespace SwapScore.Cli.Output;

/// <summary>Shows the notes of a session, between the pictures of its progress.</summary>
internal sealed class CommandNotes(Messages messages, ProgressDisplay progress) : IProgress<Note>
{
    public void Report(Note value)
    {
        progress.Pause();
        if (value.IsRequired) messages.Plain(value.Text);
        else if (value.IsWarning) messages.Warning(value.Text);
        else messages.Note(value.Text);
    }
}
